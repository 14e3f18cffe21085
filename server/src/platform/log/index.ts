import { type DestinationStream, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import { setting } from '#platform/config';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'];
/** Names that other programs use. */
const otherLevels: Record<string, string> = { warning: 'warn', critical: 'error', fatal: 'error', notset: 'trace' };

function levelOf(text: string): string | null {
  const word = text.trim().toLowerCase();
  return levels.includes(word) ? word : (otherLevels[word] ?? null);
}

/** How much is logged and in which form. */
export const logSettings = {
  level: setting.text({
    name: 'HARMONY_LOG_LEVEL',
    aliases: ['LOG_LEVEL'],
    default: 'info',
    check: (text) =>
      levelOf(text) === null ? `must be one of ${levels.join(', ')}, in any case, got "${text}"` : null,
    doc: 'The least important messages that are shown: trace, debug, info, warn, error or silent, in any case.',
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

/** A text this short is not looked for: it would be found in innocent words, too. */
const shortestSecret = 6;
const mask = '••••••';

/** Replaces every one of `secrets` in what is written, as it stands and as JSON writes it: also in sentences and stacks that others made. */
function withoutSecrets(target: DestinationStream, secrets: readonly string[]): DestinationStream {
  const forms = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  // the longest first, so that none is left half
  const known = [...new Set(forms)].sort((a, b) => b.length - a.length);
  if (known.length === 0) return target;
  return {
    write(line) {
      let shown = line;
      for (const secret of known) if (shown.includes(secret)) shown = shown.replaceAll(secret, mask);
      target.write(shown);
    },
  };
}

/**
 * The program's log: structured, with secrets masked by name at every depth that we write, and those that are known (`secrets`) wherever they stand.
 * `stream` is for tests.
 */
export function createLog(
  options: { readonly level: string; readonly format: string },
  stream?: DestinationStream,
  secrets: readonly string[] = [],
  /** What every line says besides, looked up when it is written. */
  fields?: () => object,
): Logger {
  const people = options.format === 'pretty' || (options.format === 'auto' && process.stdout.isTTY);
  const target =
    stream ??
    (people
      ? pretty({ sync: true, ignore: shownWithoutFields, translateTime: 'HH:MM:ss', singleLine: true })
      : pino.destination({ fd: 1, sync: true }));
  return pino(
    {
      level: levelOf(options.level) ?? 'info',
      base: null,
      serializers: { err: errorFields },
      ...(fields !== undefined && { mixin: fields }),
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          ...secretKeys.flatMap((key) => (key.includes('-') ? [`["${key}"]`, `*["${key}"]`] : [key, `*.${key}`])),
          // the multipart plugin logs all headers of an upload, deeper than names are looked for
          'busboyOptions.headers',
        ],
        censor: mask,
      },
    },
    withoutSecrets(target, secrets),
  );
}

export type { Logger } from 'pino';
