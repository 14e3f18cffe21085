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

/** The program's log: structured, with secrets masked by name at every depth that we write. `stream` is for tests. */
export function createLog(
  options: { readonly level: string; readonly format: string },
  stream?: DestinationStream,
): Logger {
  const people = options.format === 'pretty' || (options.format === 'auto' && process.stdout.isTTY);
  const target =
    stream ??
    (people
      ? pretty({ sync: true, ignore: 'pid,hostname,event', translateTime: 'HH:MM:ss' })
      : pino.destination({ fd: 1, sync: true }));
  return pino(
    {
      level: options.level,
      base: null,
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
