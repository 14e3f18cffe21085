import { ServiceFault } from '#platform/outbound';
import { createClient } from './client.ts';
import type { PlexSettings } from './settings.ts';
import { createWay } from './way.ts';

/** What came of asking an address with a token. Nothing of an answer is passed on but what a Plex says of itself. */
export interface PlexTrial {
  /** Something answered. */
  readonly reachable: boolean;
  /** `null`: it was not Plex that answered, or there was no token to ask with. */
  readonly authenticated: boolean | null;
  readonly server: { readonly name: string | null; readonly version: string } | null;
  /** Its libraries of music; none while it is not known. */
  readonly libraries: readonly { readonly id: string; readonly title: string }[];
  /** The one of them that would be used. */
  readonly section: { readonly id: string; readonly title: string } | null;
  /** Why it cannot be used as it is; `null`: it can. */
  readonly problem: { readonly code: string; readonly sentence: string; readonly remedy: string } | null;
}

/** Codes of a fault that say that somebody else answers there. */
const strangers = new Set([
  'html_instead_of_json',
  'bad_json',
  'unexpected_shape',
  'redirected',
  'unexpected_status',
  'too_large',
]);
const silent = new Set(['unreachable', 'timeout', 'connection_lost', 'address_not_allowed', 'aborted']);
const tokenRemedy = 'Enter another token (X-Plex-Token), or sign in with a PIN.';

/**
 * Asks a Plex that is not in use yet, apart from the real way, so that wrong ones pause nothing. Small questions under one time limit; never throws for
 * what is wrong over there. The first one goes without the token: a stranger does not see it. Refuses link-local addresses.
 */
export async function tryPlexConnection(
  at: {
    readonly baseUrl: string;
    readonly token: string | null;
    readonly library: string | null;
    readonly clientIdentifier: string;
  },
  options: { readonly settings: PlexSettings; readonly version: string; readonly timeoutMs: number },
): Promise<PlexTrial> {
  const { baseUrl, token } = at;
  const { version, timeoutMs } = options;
  const settings = { ...options.settings, timeoutMs, retries: 0 };
  const way = (asked: string) =>
    createWay({ settings, version, connection: async () => ({ ...at, token: asked, entered: true }) });
  const [unnamed, named] = [way(''), way(token ?? '')];
  const limit = AbortSignal.timeout(timeoutMs);
  let server: PlexTrial['server'] = null;
  try {
    const identity = await createClient(unnamed).identity(limit);
    server = { name: null, version: identity.version };
    if (token === null)
      return {
        ...known(server, null),
        problem: {
          code: 'no_token',
          sentence: `Plex answers at ${baseUrl}, but there is no token.`,
          remedy: tokenRemedy,
        },
      };
    const client = createClient(named);
    server = { ...server, name: await client.name(limit) };
    const music = (await client.sections(limit)).filter((section) => section.type === 'artist');
    const libraries = music.map(({ id, title }) => ({ id, title }));
    const section = await client.musicSection(limit);
    if (section !== null)
      return { ...known(server, true), libraries, section: { id: section.id, title: section.title }, problem: null };
    const sentence =
      at.library === null
        ? 'This Plex has no library of music.'
        : `This Plex has no library of music called ${at.library}.`;
    const remedy =
      libraries.length === 0
        ? 'Make a library of music in Plex.'
        : `Choose one of those that it has: ${libraries.map(({ title }) => title).join(', ')}.`;
    return { ...known(server, true), libraries, problem: { code: 'no_library', sentence, remedy } };
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error;
    return verdictOn(error, baseUrl, server, limit.aborted);
  } finally {
    await Promise.all([unnamed.close(), named.close()]);
  }
}

const known = (server: PlexTrial['server'], authenticated: boolean | null) => ({
  reachable: true,
  authenticated,
  server,
  libraries: [],
  section: null,
});

function verdictOn(fault: ServiceFault, baseUrl: string, server: PlexTrial['server'], late: boolean): PlexTrial {
  const { code } = fault;
  if (code === 'unauthorised' || code === 'forbidden') {
    const problem = { code, sentence: 'Plex does not accept this token.', remedy: tokenRemedy };
    return { ...known(server, false), problem };
  }
  if (late || silent.has(code)) {
    const timeout = late || code === 'timeout';
    return {
      ...known(null, null),
      reachable: false,
      problem: {
        code: timeout ? 'timeout' : code,
        sentence: timeout ? `Nobody answered at ${baseUrl} in time.` : fault.message,
        remedy: 'See whether Plex runs, and whether its address and port are reached from the machine of Harmony.',
      },
    };
  }
  const stranger = strangers.has(code);
  // the words of the answer stay there: the address may be anybody's
  return {
    ...known(null, null),
    problem: stranger
      ? {
          code: 'not_plex',
          sentence: `Something answers at ${baseUrl}, but not as Plex does.`,
          remedy: 'Check the port: Plex usually has 32400.',
        }
      : {
          code: 'service_error',
          sentence: `What answers at ${baseUrl} has trouble of its own (${fault.status ?? '?'}).`,
          remedy: 'Look into the log of Plex.',
        },
  };
}
