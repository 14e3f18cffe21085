import type { AudioAttributes, AudioRecipe } from '../audio/index.ts';
import type { Webhook } from './webhooks.ts';

/** Versions whose behaviour the stand-in knows. */
export const versions = ['0.22.5', '0.24.5', '0.25.1', '0.26.0'] as const;

/** One of the emulated daemon versions. */
export type DaemonVersion = (typeof versions)[number];

/** What goes differently from a plain good transfer; everything absent means "as it should be". Times are simulated milliseconds. */
export interface TransferBehaviour {
  /** The peer refuses with exactly these words (`Too many files`, `File not shared.` …): `Completed, Rejected`. */
  readonly reject?: string;
  /** Accept into the queue first and refuse a moment later. */
  readonly rejectLate?: boolean;
  /** Refuse only this many requests, then accept (default: always). */
  readonly rejectTimes?: number;
  /** The peer never acknowledges the request: `Completed, TimedOut` after 180 s. */
  readonly neverAnswers?: boolean;
  /** Waits in the peer's queue first. */
  readonly queue?: { readonly positions: number; readonly msPerPosition: number };
  /** Size that the peer really has when asked; differing from the requested one: `Completed, Aborted`. */
  readonly actualSize?: number;
  /** No byte moves after this point; stays `InProgress` for ever (until cancelled or restarted). */
  readonly stallAtPercent?: number;
  /** The connection breaks at this point: `Completed, Errored`, retried by 0.26. */
  readonly disconnectAtPercent?: number;
  /** The peer says that its upload failed at this point: `Completed, Errored`, retried by 0.26. */
  readonly failAtPercent?: number;
  /** The peer goes offline at this point and stays so. */
  readonly vanishAtPercent?: number;
  /** How many attempts the break, failure or stall hits (default: all). */
  readonly failTimes?: number;
  /** What arrives instead of the file: noise of the right size, or zeros from the middle on. */
  readonly content?: 'garbage' | 'zero-tail';
  /** Bytes per second, instead of the peer's speed. */
  readonly speedBps?: number;
  /** Time between `Completed, Succeeded` and the file in the downloads folder. */
  readonly moveMs?: number;
  /** The move fails with this text: `Completed, Succeeded` with an `exception`, no event, data left in the incomplete folder. */
  readonly moveFails?: string;
}

/** One thing that a peer shares. Exactly one of `audio`, `text`, `bytes` and `content` says what it is. */
export interface SharedFile {
  /** Full remote path as the peer sends it, normally with backslashes. */
  readonly path: string;
  readonly audio?: AudioRecipe;
  /** A text file with this content (cue sheets, logs). */
  readonly text?: string;
  /** Noise of this size (pictures and the like). */
  readonly bytes?: number;
  /** Exactly these bytes; what the peer tells of them is in `reported`. */
  readonly content?: Buffer;
  /**
   * What the peer announces instead of the truth. A value replaces, `null` leaves the attribute out. `size` may lie as well; the lie is
   * found out when the file is asked for (`Completed, Aborted`).
   */
  readonly reported?: { readonly [K in keyof AudioAttributes]?: AudioAttributes[K] | null } & {
    readonly size?: number;
    readonly extension?: string | null;
  };
  /** Locked files are listed apart and are refused. */
  readonly locked?: boolean;
  readonly behaviour?: TransferBehaviour;
}

/** One user of the network. */
export interface Peer {
  readonly username: string;
  /** `answers-searches-only`: found in searches but offline when asked for a file. Default `online`. */
  readonly presence?: 'online' | 'offline' | 'away' | 'answers-searches-only' | 'unreachable';
  /** Self-reported; default true. */
  readonly hasFreeUploadSlot?: boolean;
  /** Self-reported; default 0. */
  readonly queueLength?: number;
  /** Self-reported bytes/s; default the real speed. */
  readonly reportedSpeedBps?: number;
  /** Real bytes/s; default 2,000,000. */
  readonly speedBps?: number;
  /** Transfers at the same time; default 2. More wait in the remote queue. */
  readonly uploadSlots?: number;
  /** Time until a search is answered; default 200 to 1200 ms by name. */
  readonly answersAfterMs?: number;
  /** Free text for `GET /users/{name}/info`. */
  readonly description?: string;
  readonly files: readonly SharedFile[];
  /** For all its files; a file's own behaviour goes before it. */
  readonly behaviour?: TransferBehaviour;
}

/** Everybody on the network and what the network forbids. Plain data, so that it can be a JSON file. */
export interface World {
  readonly peers: readonly Peer[];
  /** A search that contains one of these words gets no answers, as with the server's excluded phrases. */
  readonly blockedWords?: readonly string[];
}

/** How the daemon is set up. */
export interface StandInOptions {
  readonly world: World;
  /** Folder for `downloads/`, `incomplete/` and the state; created when missing. */
  readonly dir: string;
  /** 16 to 255 characters; default `stand-in-api-key-0123456789`. */
  readonly apiKey?: string;
  readonly version?: DaemonVersion;
  /** Simulated time runs this many times faster than real time; default 1. */
  readonly timeScale?: number;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Prefix like `/slskd`; prefixed and plain paths both work. */
  readonly urlBase?: string;
  readonly soulseekUsername?: string;
  /** `transfers.download.destination.subdirectory`; default `${SOURCE_DIRECTORY}`. 0.26 and later. */
  readonly subdirectory?: string;
  /** What happens to a file whose name is taken; default `rename`. */
  readonly exists?: 'rename' | 'overwrite';
  /** Retries of the daemon itself, 0.26 and later; default 3 attempts, 5 s, at most 60 s. */
  readonly retry?: {
    readonly attempts?: number;
    readonly delayMs?: number;
    readonly maxDelayMs?: number;
    readonly partial?: 'resume' | 'overwrite';
  };
  /** The account is banned for 30 minutes when it searches more often than this. Default: never. */
  readonly searchBudget?: { readonly count: number; readonly perMs: number };
  /** Told about events as they are raised. */
  readonly webhooks?: readonly Webhook[];
  readonly remoteFileManagement?: boolean;
  /** `none`: every caller is administrator, as with authentication switched off. Default `key`. */
  readonly authentication?: 'key' | 'none';
  /** The daemon is a relay agent: searches, transfers, users and the rest of the network are 403. */
  readonly relayAgent?: boolean;
  /** Nothing is kept over a restart. */
  readonly volatile?: boolean;
  /** Lets the failed state of an attempt be seen for the whole delay before the next one (0.26 does so now and then). */
  readonly staleFailures?: boolean;
  /** Files land some time after success by default: 50 ms. */
  readonly moveMs?: number;
  /** Time a POST that starts a search or asks a peer needs (the 429 slots are held for it); default 40 ms. */
  readonly acceptMs?: number;
}
