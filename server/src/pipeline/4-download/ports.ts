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

/** Why a transfer ended without a file, in our words. */
export interface TransferFailure {
  /** Stable snake_case: `too_many_files`, `file_not_shared`, `daemon_restarted`, `move_failed`, `timed_out` … */
  readonly code: string;
  /** For people; carries the peer's own words where they say more. */
  readonly sentence: string;
  /** `refused`: this peer does not want to give us this file · `failed`: it did not work this time · `daemon`: not the peer's doing. */
  readonly blame: 'refused' | 'failed' | 'daemon';
}

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
  /** Our batch; lost when the daemon restarts. */
  readonly batchId: string | null;
  /** Set for an ended transfer without a usable file. */
  readonly failure: TransferFailure | null;
  readonly removed: boolean;
  readonly requestedAt: Date | null;
}

/** Answer to asking a peer for a file. */
export type EnqueueAnswer =
  | { readonly kind: 'accepted'; readonly transferId: string | null }
  /** The same file of the same peer is already active; adopt it (from the list where the id is not known). */
  | { readonly kind: 'already-active'; readonly transferId: string | null }
  | { readonly kind: 'peer-offline'; readonly sentence: string }
  /** The daemon is up but cannot ask anybody now (not logged in, busy). Not the peer's doing. */
  | { readonly kind: 'not-now'; readonly code: string; readonly sentence: string; readonly retryAfterMs: number }
  /** `blame` as in `TransferFailure`: does the peer not want to, or did it not work this time. */
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly sentence: string;
      readonly blame: 'refused' | 'failed';
    };

/** Where a finished file is, seen from here. */
export type FileWhereabouts =
  | { readonly kind: 'found'; readonly localPath: string; readonly sizeBytes: number }
  /** Nowhere where the daemon's rules would put it; it may still be on its way. */
  | { readonly kind: 'absent'; readonly sentence: string }
  /** The daemon has it, but from here it cannot be seen: a matter of configuration, not of the peer. */
  | { readonly kind: 'not-visible'; readonly code: string; readonly sentence: string };

/** What is asked for in `enqueue`. */
export interface EnqueueRequest {
  /** Fresh per attempt; the file lands in a folder of that name where the daemon can do it. */
  readonly batchId: string;
  readonly username: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly signal: AbortSignal;
}

/** A network of peers from which files can be fetched. Throws only for faults (unreachable, rubbish answers). */
export interface TransferNetwork {
  /** Asks the peer. May take a minute and longer. */
  enqueue(request: EnqueueRequest): Promise<EnqueueAnswer>;
  /** Every transfer that the daemon shows (without hidden ones). */
  list(signal: AbortSignal): Promise<readonly Transfer[]>;
  /** One transfer, hidden ones too; `null` when the daemon does not know it (any more). */
  find(username: string, transferId: string, signal: AbortSignal): Promise<Transfer | null>;
  /** Stops a transfer and hides it; safe for unknown ids. */
  cancel(username: string, transferId: string, signal: AbortSignal): Promise<void>;
  /** Hides a finished transfer in the daemon's list. */
  forget(username: string, transferId: string, signal: AbortSignal): Promise<void>;
  /**
   * Finds the file of a succeeded transfer: by the daemon's completion event, else by its naming rules; checked on disk and to lie in the
   * downloads folder. `isTaken` tells whether a local path belongs to another download.
   */
  locate(
    transfer: Transfer,
    request: {
      readonly batchId: string;
      readonly isTaken: (localPath: string) => Promise<boolean>;
      readonly signal: AbortSignal;
    },
  ): Promise<FileWhereabouts>;
  /**
   * Folders of batches below the downloads folder, as seen from here (batch id → absolute path): real folders whose name is a batch id, of
   * whomever. Empty when the downloads folder is not known or not there.
   */
  batchFolders(signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** Place in the peer's queue, or `null` when the peer does not say. One network question per call: ask rarely. */
  position(username: string, transferId: string, signal: AbortSignal): Promise<number | null>;
}
