import { arrayOf, objectOf, textOf } from './wire.ts';

/** The words of a refusal: `{error:{status,message,reason?}}`, `{error,error_description}` or plain text. */
export function readRefusal(body: unknown): { readonly message: string; readonly reason: string | null } {
  if (typeof body === 'string') return { message: body.trim().slice(0, 300), reason: null };
  const outer = objectOf(body);
  const error = outer['error'];
  const inner = objectOf(error);
  const message = textOf(inner['message']) ?? textOf(outer['error_description']) ?? textOf(error) ?? 'no reason given';
  return { message: message.slice(0, 300), reason: textOf(inner['reason']) };
}

/** `Retry-After` in milliseconds: seconds, or a date, which is compared with the clock of the server that wrote it. `null`: not given. */
export function retryAfterOf(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  now: Date,
): number | null {
  const first = (name: string): string | null => textOf(arrayOf([headers[name]].flat())[0]);
  const text = first('retry-after');
  if (text === null) return null;
  if (/^\d+(\.\d+)?$/.test(text.trim())) return Math.min(Number(text) * 1000, 7 * 86_400_000);
  const until = new Date(text).getTime();
  if (Number.isNaN(until)) return null;
  const there = new Date(first('date') ?? '').getTime();
  return Math.max(0, Math.min(until - (Number.isNaN(there) ? now.getTime() : there), 7 * 86_400_000));
}
