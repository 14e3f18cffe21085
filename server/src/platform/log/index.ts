import { type DestinationStream, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import { setting } from '#platform/config';

/** How much is logged and in which form. */
export const logSettings = {
  level: setting.text({
    name: 'LOG_LEVEL',
    default: 'info',
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
    doc: 'The least important messages that are shown.',
  }),
  format: setting.text({
    name: 'LOG_FORMAT',
    default: 'auto',
    choices: ['auto', 'json', 'pretty'],
    doc: 'JSON lines, or lines for people; auto takes the latter in a terminal.',
  }),
};

/** Names under which secrets travel; their values never reach the log. */
const secretKeys = [
  'password',
  'apiKey',
  'api_key',
  'token',
  'secret',
  'authorization',
  'x-api-key',
  'cookie',
  'connectionString',
];

/** In a terminal the sentence is enough; the fields are for programs. */
const shownWithoutFields =
  'pid,hostname,event,component,status,entity_id,method,path,status_code,duration_ms,what,code,remedy';

/** What is written of an error: never the objects that libraries hang on it (sockets, configurations with passwords). */
function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as { code?: unknown };
  const cause = error.cause instanceof Error ? { cause: `${error.cause.name}: ${error.cause.message}` } : {};
  const known = typeof code === 'string' ? { code } : {};
  return { type: error.name, message: error.message, ...known, ...cause, stack: error.stack };
}

/** The program's log: structured, with secrets masked by name at every depth that we write. `stream` is for tests. */
export function createLog(
  options: { readonly level: string; readonly format: string },
  stream?: DestinationStream,
): Logger {
  const people = options.format === 'pretty' || (options.format === 'auto' && process.stdout.isTTY);
  const target =
    stream ??
    (people
      ? pretty({ sync: true, ignore: shownWithoutFields, translateTime: 'HH:MM:ss', singleLine: true })
      : pino.destination({ fd: 1, sync: true }));
  return pino(
    {
      level: options.level,
      base: null,
      serializers: { err: errorFields },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: secretKeys.flatMap((key) => (key.includes('-') ? [`["${key}"]`, `*["${key}"]`] : [key, `*.${key}`])),
        censor: '••••••',
      },
    },
    target,
  );
}

export type { Logger } from 'pino';
