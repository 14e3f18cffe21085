/** How a thing is: fine; works, but look at it; does not work; could not be found out. */
export type CheckState = 'ok' | 'warn' | 'problem' | 'unknown';

/** What a look found. */
export interface Finding {
  readonly state: CheckState;
  /** Stable word for programs and translations; unique within its check. */
  readonly code: string;
  /** For people, in English. */
  readonly sentence: string;
  /** What to do; `null` when nothing is to be done. */
  readonly remedy: string | null;
  /** The figures and names of the sentence, for translations. Never a secret. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
}

/** One thing that can be looked at. */
export interface Check {
  /** Stable, such as `slskd.signed_in`. The part before the dot is the area. */
  readonly id: string;
  /** Page below `docs/` that says more. */
  readonly docs: string;
  /** Longest wait in milliseconds; left out, that of the doctor. */
  readonly timeoutMs?: number;
  /** May throw: the doctor then says that it could not be found out. */
  look(signal: AbortSignal): Promise<Finding>;
}
