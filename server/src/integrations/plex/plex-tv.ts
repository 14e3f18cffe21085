import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { createMood, createOutbound, ServiceFault } from '#platform/outbound';
import { clientHeaders } from './way.ts';

/** A PIN that a person confirms at Plex. */
export interface PlexPin {
  readonly id: number;
  readonly code: string;
  /** Where the person confirms it. */
  readonly authUrl: string;
  readonly expiresAt: Date;
  /** Set once the person said yes. */
  readonly authToken: string | null;
}

/** A server that the account may use. */
export interface PlexServer {
  readonly name: string;
  readonly machineIdentifier: string;
  readonly owned: boolean;
  /** The token for this server; shared servers have one of their own. */
  readonly accessToken: string | null;
  /** Addresses, nearest first: at home, then from outside, then over Plex's relay. */
  readonly addresses: readonly string[];
}

/** The account service: signing in, and which servers there are. Throws `ServiceFault`. */
export type PlexTv = ReturnType<typeof createPlexTv>;

const pinSchema = Type.Object({
  id: Type.Integer({ minimum: 1 }),
  code: Type.String({ pattern: '^[A-Za-z0-9]{4,64}$' }),
  expiresIn: Type.Number(),
  authToken: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});
const resourceSchema = Type.Object({
  name: Type.String(),
  clientIdentifier: Type.String(),
  provides: Type.String(),
  owned: Type.Optional(Type.Boolean()),
  accessToken: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  connections: Type.Array(
    Type.Object({ uri: Type.String(), local: Type.Optional(Type.Boolean()), relay: Type.Optional(Type.Boolean()) }),
  ),
});
const signInPage = 'https://app.plex.tv/auth';

/** Makes the way to the account service; nothing is asked before somebody signs in. */
export function createPlexTv(deps: { readonly baseUrl: string; readonly version: string; readonly now?: () => Date }) {
  const now = deps.now ?? (() => new Date());
  const out = createOutbound({
    service: 'plex.tv',
    baseUrl: deps.baseUrl,
    mood: createMood({ service: 'plex.tv', now, pausesMs: [0, 2000, 5000] }),
    timeoutMs: 10_000,
    maxBytes: 4 * 1024 * 1024,
    connections: 2,
    textErrors: true,
    credentialsRemedy: 'Sign in to Plex again.',
  });
  const headers = (clientIdentifier: string): Record<string, string> => clientHeaders(clientIdentifier, deps.version);

  function pinOf(json: unknown, clientIdentifier: string): PlexPin {
    if (!Value.Check(pinSchema, json)) throw unknownForm();
    const hash = new URLSearchParams({
      clientID: clientIdentifier,
      code: json.code,
      'context[device][product]': 'Harmony',
    });
    return {
      id: json.id,
      code: json.code,
      authUrl: `${signInPage}#?${hash.toString()}`,
      expiresAt: new Date(now().getTime() + json.expiresIn * 1000),
      authToken: json.authToken ?? null,
    };
  }

  return {
    /** A new PIN, good for half an hour. */
    async begin(clientIdentifier: string): Promise<PlexPin> {
      const path = '/api/v2/pins?strong=true';
      const reply = await out.call({ method: 'POST', path, headers: headers(clientIdentifier), evenIfPaused: true });
      return pinOf(reply.json, clientIdentifier);
    },
    /** The PIN as it is now; `null` when it has ended or was never ours. */
    async look(id: number, clientIdentifier: string): Promise<PlexPin | null> {
      const path = `/api/v2/pins/${id}`;
      const reply = await out.call({
        method: 'GET',
        path,
        headers: headers(clientIdentifier),
        expect: [404],
        evenIfPaused: true,
      });
      return reply.status === 404 ? null : pinOf(reply.json, clientIdentifier);
    },
    async servers(clientIdentifier: string, accountToken: string): Promise<readonly PlexServer[]> {
      const reply = await out.call({
        method: 'GET',
        path: '/api/v2/resources?includeHttps=1&includeRelay=1',
        headers: { ...headers(clientIdentifier), 'x-plex-token': accountToken },
        evenIfPaused: true,
      });
      if (!Array.isArray(reply.json)) throw unknownForm();
      const distance = (each: { local?: boolean; relay?: boolean }): number =>
        each.relay === true ? 2 : each.local === true ? 0 : 1;
      return reply.json
        .filter((each) => Value.Check(resourceSchema, each))
        .filter((each) => each.provides.split(',').includes('server'))
        .map((each) => ({
          name: each.name,
          machineIdentifier: each.clientIdentifier,
          owned: each.owned === true,
          accessToken: each.accessToken ?? null,
          addresses: each.connections.toSorted((a, b) => distance(a) - distance(b)).map(({ uri }) => uri),
        }));
    },
    close: () => out.close(),
  };
}

function unknownForm(): ServiceFault {
  return new ServiceFault({
    service: 'plex.tv',
    code: 'unexpected_shape',
    sentence: 'plex.tv answered in an unknown form.',
    remedy: 'Enter a token of your server instead (PLEX_TOKEN).',
  });
}
