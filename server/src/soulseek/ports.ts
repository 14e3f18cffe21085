/** An object as slskd sends it, passed on. */
export type Passed = Readonly<Record<string, unknown>>;

/** One transfer as slskd lists it, with what is needed to name it. */
export interface PassedTransfer {
  readonly id: string;
  readonly username: string;
  readonly filename: string;
  /** Ended, with or without a file. */
  readonly ended: boolean;
  /** Everything that slskd says of it. */
  readonly raw: Passed;
}

/** What slskd can tell of other people, and of what they take from us. Every function throws `ServiceFault`, also for people who are offline. */
export interface SoulseekNeighbours {
  /** All transfers that slskd shows, those of other programs too. */
  transfers(direction: 'downloads' | 'uploads', signal: AbortSignal): Promise<readonly PassedTransfer[]>;
  /** Stops an upload; it stays in the list as cancelled. */
  cancelUpload(username: string, id: string, signal: AbortSignal): Promise<void>;
  /** Hides every ended upload in the list. */
  forgetEndedUploads(signal: AbortSignal): Promise<void>;
  address(username: string, signal: AbortSignal): Promise<Passed>;
  info(username: string, signal: AbortSignal): Promise<Passed>;
  status(username: string, signal: AbortSignal): Promise<Passed>;
  /** Everything that somebody shares; may take minutes. One at a time. */
  browse(username: string, signal: AbortSignal): Promise<Passed>;
  /** How far `browse` has come; `null` when none runs. */
  browsingStatus(username: string, signal: AbortSignal): Promise<Passed | null>;
  /** One folder of somebody, sometimes with those below it. */
  directory(username: string, path: string, signal: AbortSignal): Promise<readonly Passed[]>;
}
