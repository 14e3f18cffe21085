/** Our words for a transfer's state at the daemon. `unknown` is never terminal. */
export type TransferPhase =
  | 'local-queue'
  | 'requested'
  | 'remote-queue'
  | 'starting'
  | 'moving-bytes'
  | 'succeeded'
  | 'cancelled'
  | 'timed-out'
  | 'errored'
  | 'rejected'
  | 'aborted'
  | 'unknown';

/** One transfer as the daemon lists it. */
export interface Transfer {
  readonly id: string;
  readonly username: string;
  /** Remote path, exactly as enqueued. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly phase: TransferPhase;
  /** False while the daemon may still retry by itself. */
  readonly final: boolean;
  readonly bytesTransferred: number;
  /** Bytes per second. */
  readonly averageSpeedBps: number;
  readonly queuePosition: number | null;
  /** The peer's or daemon's own words about a failure. */
  readonly problem: string | null;
  readonly removed: boolean;
  readonly requestedAt: Date | null;
}

/** Answer to asking a peer for a file. */
export type EnqueueAnswer =
  | { readonly kind: 'accepted'; readonly transferId: string | null }
  /** The same file of the same peer is already active; adopt it from the list. */
  | { readonly kind: 'already-active' }
  | { readonly kind: 'peer-offline'; readonly sentence: string }
  | { readonly kind: 'refused'; readonly code: string; readonly sentence: string };

/** A file that the daemon says is complete, with its place on the daemon's disk. */
export interface CompletedFile {
  readonly transferId: string;
  readonly username: string;
  readonly path: string;
  /** Absolute path in our own view (path mapping applied). */
  readonly localPath: string;
}

/** A network of peers from which files can be fetched. Throws only for faults (unreachable, rubbish answers). */
export interface TransferNetwork {
  /** Asks the peer. `batchId` is fresh per attempt; the file lands in a folder of that name where the daemon can do it. */
  enqueue(request: {
    readonly batchId: string;
    readonly username: string;
    readonly path: string;
    readonly sizeBytes: number;
    readonly signal: AbortSignal;
  }): Promise<EnqueueAnswer>;
  /** Every transfer the daemon knows, removed ones too. */
  list(signal: AbortSignal): Promise<readonly Transfer[]>;
  /** Stops a transfer and hides it; safe for unknown ids. */
  cancel(username: string, transferId: string, signal: AbortSignal): Promise<void>;
  /** Hides a finished transfer in the daemon's list. */
  forget(username: string, transferId: string, signal: AbortSignal): Promise<void>;
  /** Where finished transfers lie, newest first, as far as the daemon's events tell. */
  completed(signal: AbortSignal): Promise<readonly CompletedFile[]>;
  /** Finds the finished file without an event: the daemon's naming rules, checked on disk. `null` when it is not there (yet). */
  locate(transfer: Transfer, batchId: string): Promise<string | null>;
}
