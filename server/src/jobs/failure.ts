/** When a failed job is worth another try: `never`, `later` (back-off of its type), or not before a moment that the outside named. */
export type Patience = 'never' | 'later' | { readonly at: Date };

/** What a job throws when it cannot do its work now: a code for programs, a sentence and a remedy for people, and a patience. */
export class JobFailure extends Error {
  readonly code: string;
  readonly remedy: string | null;
  readonly patience: Patience;

  constructor(failure: { code: string; sentence: string; remedy?: string; patience: Patience; cause?: unknown }) {
    super(failure.sentence, failure.cause === undefined ? undefined : { cause: failure.cause });
    this.name = 'JobFailure';
    this.code = failure.code;
    this.remedy = failure.remedy ?? null;
    this.patience = failure.patience;
  }
}

/** What is stored of a failure: never a stack, at most 512 characters of text. */
export interface StoredFailure {
  readonly code: string;
  readonly message: string;
  readonly remedy: string | null;
}

/** The storable form of anything thrown; unknown errors get the code `unexpected`. */
export function storedFailure(error: unknown): StoredFailure {
  // neither NUL nor half a surrogate pair can be stored as JSON
  const message = (error instanceof Error ? error.message : String(error)).replaceAll('\0', '\u{FFFD}').toWellFormed();
  const short = message.length > 512 ? `${message.slice(0, 511)}…` : message;
  return error instanceof JobFailure
    ? { code: error.code, message: short, remedy: error.remedy }
    : { code: 'unexpected', message: short, remedy: null };
}
