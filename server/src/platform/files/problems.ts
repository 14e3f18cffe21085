/** What can be wrong with a folder or a file for a reason outside the program; each calls for a person or for patience. */
type FileProblemCode =
  | 'folder_missing'
  | 'folder_not_a_directory'
  | 'folder_read_only'
  | 'folder_not_mounted'
  | 'folder_device_changed'
  | 'outside_root'
  | 'disk_full'
  | 'disk_error'
  | 'source_missing'
  | 'not_a_file';

/**
 * A file operation that could not be done and changed nothing that matters. Stages turn it into a `JobFailure` with patience
 * `later`; `sentence` and `remedy` are for people.
 */
export class FileProblem extends Error {
  readonly code: FileProblemCode;
  readonly sentence: string;
  readonly remedy: string;

  constructor(code: FileProblemCode, sentence: string, remedy: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.name = 'FileProblem';
    this.code = code;
    this.sentence = sentence;
    this.remedy = remedy;
  }
}

/** The `code` of a Node system error (`ENOENT` …), `null` for anything else. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/**
 * Turns a system error met while working on `path` into a `FileProblem`; errors that are no matter of disks (a bug) come back unchanged.
 */
export function asFileProblem(error: unknown, path: string): unknown {
  if (error instanceof FileProblem) return error;
  switch (errorCode(error) ?? '') {
    case 'ENOSPC':
    case 'EDQUOT':
      return new FileProblem(
        'disk_full',
        `The disk that holds ${path} is full.`,
        'Free some space; work goes on by itself.',
        error,
      );
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new FileProblem(
        'folder_read_only',
        `Harmony may not write to ${path}.`,
        'Give the account that runs Harmony write permission, or mount the disk writable.',
        error,
      );
    case 'EIO':
    case 'ENXIO':
    case 'ESTALE':
    case 'ENODEV':
      return new FileProblem(
        'disk_error',
        `The disk reported an error while working on ${path}.`,
        'Check the disk or the network mount.',
        error,
      );
    default:
      return error;
  }
}
