/** Why the embedded PostgreSQL cannot run, for programs. */
export type PostgresProblemCode =
  | 'binaries_missing'
  | 'binaries_unusable'
  | 'data_folder_in_use'
  | 'data_folder_unusable'
  | 'version_mismatch'
  | 'start_failed'
  | 'start_timeout';

/** The embedded PostgreSQL cannot run: what is wrong in a sentence, and what the person can do about it. */
export class PostgresProblem extends Error {
  readonly code: PostgresProblemCode;
  readonly remedy: string;
  /** The process that holds the data folder, for `data_folder_in_use`. */
  readonly pid: number | undefined;

  constructor(
    code: PostgresProblemCode,
    message: string,
    remedy: string,
    details: { readonly pid?: number; readonly cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.name = 'PostgresProblem';
    this.code = code;
    this.remedy = remedy;
    this.pid = details.pid;
  }
}
