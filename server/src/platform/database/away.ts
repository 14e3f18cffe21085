/** PostgreSQL: connection exceptions, and a server that shuts down, crashed or is starting. Source: its appendix of error codes. */
const awayCodes: ReadonlySet<string> = new Set(['57P01', '57P02', '57P03', '53300']);
const systemCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** What pg says, without a code, of a connection that went away. */
const awaySentence =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** Whether the server broke off a transaction because it and another waited for each other; nothing of it was stored, and the same may be asked again. */
export function isDeadlock(error: unknown): boolean {
  return error instanceof Error && (error as Error & { code?: unknown }).code === '40P01';
}

/** Whether an error of a query means that the database server is away (restarting, unreachable, out of connections), not that the query is wrong. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as Error & { code?: unknown; syscall?: unknown };
  if (typeof code === 'string') {
    if (code.startsWith('08') || awayCodes.has(code)) return true;
    // System errors of files must not be taken for it.
    return (
      systemCodes.has(code) &&
      (syscall === 'connect' || syscall === 'read' || syscall === 'write' || syscall === 'getaddrinfo')
    );
  }
  return awaySentence.test(error.message);
}
