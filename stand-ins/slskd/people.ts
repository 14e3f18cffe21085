import type { Peer, World } from './world.ts';

/** The people of the network. They live outside the daemon: its restart does not change them. */
export interface People {
  all(): readonly Peer[];
  find(username: string): Peer | undefined;
  /** Can be asked for a file now. */
  online(username: string): boolean;
  /** Adds or replaces somebody. */
  set(peer: Peer): void;
  setPresence(username: string, online: boolean): void;
  /** Counts how often a peer was asked for a file, this time included. */
  countAsk(username: string, path: string): number;
}

/** Makes the people of a world. */
export function createPeople(world: World): People {
  const peers = new Map(world.peers.map((peer) => [peer.username, peer]));
  const presence = new Map<string, boolean>();
  const asks = new Map<string, number>();
  return {
    all: () => [...peers.values()],
    find: (username) => peers.get(username),
    online(username) {
      const peer = peers.get(username);
      if (!peer) return false;
      return presence.get(username) ?? (peer.presence !== 'offline' && peer.presence !== 'answers-searches-only');
    },
    set(peer) {
      peers.set(peer.username, peer);
      presence.delete(peer.username);
    },
    setPresence(username, online) {
      presence.set(username, online);
    },
    countAsk(username, path) {
      const key = `${username}\0${path}`;
      const times = (asks.get(key) ?? 0) + 1;
      asks.set(key, times);
      return times;
    },
  };
}
