import type { TFunction } from 'i18next';
import { dynamicText, saidText, type Text } from './index.ts';

/** Of these the page knows a better sentence than the server, or the server could say nothing at all. */
const ownWords = new Set(['OFFLINE', 'AUTH_REQUIRED', 'FORBIDDEN', 'NOT_FOUND', 'RATE_LIMITED', 'INTERNAL_ERROR']);

/** What went wrong and what to do, in the language of the page: the server's sentence if it can be said, else what its code means. A failure without a code is one of the connection. */
export function problemText(
  t: TFunction,
  problem: { readonly message: string; readonly code?: unknown; readonly meta?: Readonly<Record<string, unknown>> },
): Text {
  const code = typeof problem.code === 'string' ? problem.code : 'OFFLINE';
  const general = dynamicText(t, `problem.${code}`, '');
  if (general.own && ownWords.has(code)) return { text: general.text };
  const said = problem.message === '' ? null : saidText(t, withRemedy(problem.message, problem.meta?.['remedy']));
  if (said !== null && said.lang === undefined) return said;
  if (general.own) return { text: general.text };
  return said ?? { text: t('problem.unknown', { code }) };
}

/** What is wrong, and what can be done about it where the server says so beside. */
function withRemedy(message: string, remedy: unknown): string {
  return typeof remedy === 'string' && remedy !== '' && !message.includes(remedy) ? `${message} ${remedy}` : message;
}
