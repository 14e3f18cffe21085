import type { Clock } from './clock.ts';
import type { People } from './people.ts';
import type { Store } from './state.ts';
import type { World } from './world.ts';

/** The daemon's link to the Soulseek server, and who is out there. */
export interface Network {
  /** `Connected, LoggedIn` and the like. */
  state(): string;
  loggedIn(): boolean;
  readonly people: People;
  blocked(word: string): boolean;
  connect(): 'started' | 'restarted';
  disconnect(reason: string): void;
  /** An ordinary loss of the link: the daemon connects again by itself after a second. */
  drop(): void;
  /** Private message from `server`, disconnect, and no login for that many simulated ms. */
  ban(ms: number): void;
  /** Called whenever a login has succeeded or the link is lost. */
  onChange(listener: (loggedIn: boolean) => void): void;
}

/** Makes the link; it is logged in from the start. `raise` stores an event. */
export function createNetwork(options: {
  readonly world: World;
  readonly people: People;
  readonly clock: Clock;
  readonly store: Store;
  readonly username: string;
  raise(type: string, data: object): void;
}): Network {
  const { clock, store } = options;
  const blockedWords = new Set((options.world.blockedWords ?? []).map((word) => word.toLowerCase()));
  const listeners: ((loggedIn: boolean) => void)[] = [];
  let state = 'Connected, LoggedIn';
  let bannedUntil = 0;
  let cancelPending: (() => void) | undefined;

  const move = (next: string): void => {
    const before = state === 'Connected, LoggedIn';
    state = next;
    const after = state === 'Connected, LoggedIn';
    if (before !== after) for (const listener of listeners) listener(after);
  };
  const attempt = (): void => {
    cancelPending?.();
    move('Connecting');
    cancelPending = clock.after(150, () => {
      if (Date.now() < bannedUntil) {
        move('Disconnected');
        cancelPending = clock.after(Math.max(0, bannedUntil - Date.now()) * clock.scale + 1000, attempt);
        return;
      }
      move('Connected, LoggingIn');
      cancelPending = clock.after(100, () => {
        cancelPending = undefined;
        move('Connected, LoggedIn');
        options.raise('SoulseekClientConnected', { version: 0 });
      });
    });
  };
  const lose = (reason: string): void => {
    cancelPending?.();
    cancelPending = undefined;
    if (state === 'Disconnected') return;
    move('Disconnected');
    options.raise('SoulseekClientDisconnected', { version: 0, message: reason, exception: null });
  };

  return {
    state: () => state,
    loggedIn: () => state === 'Connected, LoggedIn',
    people: options.people,
    blocked: (word) => blockedWords.has(word.toLowerCase()),
    connect() {
      const restarted = cancelPending !== undefined;
      if (state !== 'Connected, LoggedIn') attempt();
      return restarted ? 'restarted' : 'started';
    },
    disconnect: lose,
    drop() {
      lose('Remote connection closed');
      cancelPending = clock.after(1000, attempt);
    },
    ban(ms) {
      bannedUntil = Date.now() + ms / clock.scale;
      const message = {
        id: Math.floor(Date.now() / 1000),
        timestamp: new Date().toISOString(),
        username: 'server',
        direction: 'In' as const,
        message: 'You have been banned for 30 minutes because of searching too fast.',
        isAcknowledged: false,
        wasReplayed: false,
      };
      store.put('message', message);
      options.raise('PrivateMessageReceived', { version: 0, message });
      lose('Banned');
      // An ordinary drop is followed by reconnection attempts; they fail until the ban is over.
      cancelPending = clock.after(1000, attempt);
    },
    onChange(listener) {
      listeners.push(listener);
    },
  };
}
