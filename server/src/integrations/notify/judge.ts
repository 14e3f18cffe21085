import type { ChannelAnswer, Verdict } from '../../notifications/ports.ts';
import { retryAfter } from './text.ts';

/** What a status means where the service says nothing of its own: 2xx arrived, 429 and 5xx later, redirects and the rest never. */
export function judgeStatus(service: string, answer: ChannelAnswer, now: Date): Verdict {
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 429 || status === 408 || status === 425 || status >= 500) {
    const until = retryAfter(answer.headers['retry-after'], now);
    const code = status === 429 ? 'rate_limited' : 'service_error';
    const sentence =
      status === 429 ? `${service} wants fewer messages (429).` : `${service} has a fault of its own (${status}).`;
    return { kind: 'later', code, sentence, until };
  }
  if (status >= 300 && status < 400) {
    const sentence = `${service} wants to send us elsewhere (${status}), which is not followed. Enter the address that it really has.`;
    return { kind: 'refused', code: 'redirected', sentence, gone: false };
  }
  if (status === 401 || status === 403) {
    const sentence = `${service} does not accept our credentials (${status}). Check address and token.`;
    return { kind: 'refused', code: 'unauthorised', sentence, gone: false };
  }
  if (status === 404 || status === 410) {
    const sentence = `${service} does not know this address (${status}). Check it.`;
    return { kind: 'refused', code: 'not_found', sentence, gone: status === 410 };
  }
  return { kind: 'refused', code: 'refused', sentence: `${service} refused the message (${status}).`, gone: false };
}
