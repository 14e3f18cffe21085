import type { Plex, PlexServer } from '#integrations/plex';
import { ServiceFault } from '#platform/outbound';
import type { PlexCredentials } from './credentials.ts';

/** How a sign-in stands. */
export type SignInState =
  | { readonly state: 'pending'; readonly expiresAt: Date }
  | { readonly state: 'expired' }
  /** The account is known. `chosen`: the server in use; `null` when the person has to choose among `servers`. */
  | { readonly state: 'signed_in'; readonly servers: readonly PlexServer[]; readonly chosen: PlexServer | null };

/** Signing in with a PIN of plex.tv in place of a token by hand. Throws `ServiceFault` of plex.tv. */
export interface PlexSignIn {
  begin(): Promise<{ readonly id: number; readonly code: string; readonly authUrl: string; readonly expiresAt: Date }>;
  look(pinId: number): Promise<SignInState>;
  /** The servers of the account that signed in; `null` when nobody has. */
  servers(): Promise<readonly PlexServer[] | null>;
  /** Uses that server from now on; `address` is one of its own. `false`: there is no such server or address. */
  choose(machineIdentifier: string, address: string | null): Promise<boolean>;
  /** Forgets what the sign-in gave; a token of the environment counts again. */
  signOut(): Promise<void>;
}

/** Sign-in over the stored credentials; `changed` hears that another server or token is in use. */
export function createPlexSignIn(deps: {
  readonly plex: Plex;
  readonly credentials: PlexCredentials;
  readonly changed: () => void;
}): PlexSignIn {
  const { credentials, changed } = deps;
  const { account } = deps.plex;

  async function use(server: PlexServer, accountToken: string, address: string | null): Promise<void> {
    const { baseUrl } = await credentials.connection();
    const first = address ?? (baseUrl === null ? (server.addresses[0] ?? null) : null);
    // whoever owns a server may use the token of the account there, guests have one of their own
    const token = server.accessToken ?? accountToken;
    await credentials.set({ token, ...(first === null ? {} : { baseUrl: bare(first) }) });
    changed();
  }
  async function listed(): Promise<readonly PlexServer[] | null> {
    const token = await credentials.accountToken();
    if (token === null) return null;
    return await account.servers((await credentials.connection()).clientIdentifier, token);
  }

  return {
    async begin() {
      return await account.begin((await credentials.connection()).clientIdentifier);
    },
    async look(pinId) {
      const { clientIdentifier, baseUrl } = await credentials.connection();
      if ((await credentials.usedPin()) === pinId) {
        // a page that asks once more must not undo a sign-out
        const known = await listed();
        if (known === null) return { state: 'expired' };
        const inUse = known.find(
          ({ addresses }) => baseUrl !== null && addresses.some((address) => bare(address) === baseUrl),
        );
        return { state: 'signed_in', servers: known, chosen: inUse ?? null };
      }
      const pin = await account.look(pinId, clientIdentifier);
      if (pin === null) return { state: 'expired' };
      if (pin.authToken === null) return { state: 'pending', expiresAt: pin.expiresAt };
      await credentials.set({ accountToken: pin.authToken, token: pin.authToken });
      await credentials.notePin(pinId);
      changed();
      let servers: readonly PlexServer[] = [];
      try {
        servers = await account.servers(clientIdentifier, pin.authToken);
      } catch (error) {
        // signed in all the same; the person may list the servers later
        if (!(error instanceof ServiceFault)) throw error;
      }
      const own = servers.filter((server) => server.owned);
      const chosen = servers.length === 1 ? servers[0] : own.length === 1 ? own[0] : undefined;
      if (chosen !== undefined) await use(chosen, pin.authToken, null);
      return { state: 'signed_in', servers, chosen: chosen ?? null };
    },
    servers: listed,
    async choose(machineIdentifier, address) {
      const server = (await listed())?.find((each) => each.machineIdentifier === machineIdentifier);
      const token = await credentials.accountToken();
      const at = address ?? server?.addresses[0];
      if (server === undefined || token === null || at === undefined || !server.addresses.includes(at)) return false;
      await use(server, token, at);
      return true;
    },
    async signOut() {
      await credentials.set({ token: null, accountToken: null });
      changed();
    },
  };
}

const bare = (address: string): string => address.replace(/\/+$/, '');
