/** Cuts a text to so many characters (UTF-16 units), never through one, with an ellipsis where something is missing. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const short = text.slice(0, most - 1);
  const last = short.charCodeAt(short.length - 1);
  return `${last >= 0xd800 && last <= 0xdbff ? short.slice(0, -1) : short}…`;
}

/** Cuts a text to so many bytes of UTF-8, with an ellipsis where something is missing. */
export function cutBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text;
  let bytes = 3;
  let end = 0;
  for (const letter of text) {
    bytes += Buffer.byteLength(letter);
    if (bytes > most) break;
    end += letter.length;
  }
  return `${text.slice(0, end)}…`;
}

/** Takes the power from `@everyone`, `@here`, `<@id>`: nobody is called by the name of a song. */
export function withoutMentions(text: string): string {
  return text.replace(/@/g, '@\u200b');
}

/** Text that Discord's Markdown shows as it is. */
export function withoutMarkdown(text: string): string {
  return withoutMentions(text)
    .replace(/[\\*_~`|>#[\]()<]/g, (sign) => `\\${sign}`)
    .replace(/^(\s*)([-+]|\d+\.)(\s)/gm, '$1\\$2$3')
    .replace(/\b(https?):\/\//gi, '$1:\u200b//');
}

/** When to try again, from `Retry-After` (seconds or a date); `null` when it is not there or makes no sense. A day is the longest. */
export function retryAfter(header: string | string[] | undefined, now: Date): Date | null {
  const text = (Array.isArray(header) ? header[0] : header)?.trim() ?? '';
  if (text === '') return null;
  const seconds = Number(text);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - now.getTime();
  return Number.isFinite(ms) ? new Date(now.getTime() + Math.min(Math.max(ms, 1000), 86_400_000)) : null;
}

/** The JSON of an answer as an object; empty when it is none. */
export function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
