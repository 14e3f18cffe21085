import { toneOf } from './events.ts';
import type { EventKind, Message, NotificationEvent } from './ports.ts';
import { type MessageLanguage, numbered, words } from './words.ts';

/** Lines of a message at the most; what happened beyond is counted. */
const mostLines = 20;
const longestLine = 300;
/** Characters that would hide or turn round what follows, and control characters: names come from peers. */
const unseen = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** One message for everything that happened since the last, in the language of the target. `total`: events in all, of which `events` may be the first. */
export function composeMessage(
  delivery: { readonly uid: string; readonly total: number; readonly kinds: ReadonlyMap<EventKind, number> },
  events: readonly NotificationEvent[],
  language: MessageLanguage,
  now: Date,
): Message {
  const kinds = [...delivery.kinds.keys()];
  const [only] = kinds;
  const single = kinds.length === 1 && only !== undefined;
  const title = single
    ? titleOf(only, delivery.total, language)
    : numbered(words[language].batch, delivery.total, language);
  const lines: string[] = [];
  let told = 0;
  for (const kind of kinds) {
    const own = events.filter((event) => event.kind === kind);
    if (!single) lines.push(`${titleOf(kind, delivery.kinds.get(kind) ?? own.length, language)}:`);
    for (const event of own) {
      if (lines.length >= mostLines) break;
      const line = lineOf(event, language);
      if (line !== '') lines.push(single ? line : `• ${line}`);
      told += 1;
    }
  }
  const left = delivery.total - told;
  if (left > 0) lines.push(numbered(words[language].more, left, language));
  return {
    uid: delivery.uid,
    kind: single ? only : 'batch',
    tone: toneOf(kinds),
    title,
    lines,
    count: delivery.total,
    events,
    sentAt: now,
  };
}

/** The message of the test button. */
export function testMessage(uid: string, language: MessageLanguage, now: Date): Message {
  const [title, line] = words[language].test;
  return { uid, kind: 'test', tone: 'info', title, lines: [line], count: 1, events: [], sentAt: now };
}

function titleOf(kind: EventKind, count: number, language: MessageLanguage): string {
  const [one, many] = words[language].kinds[kind];
  return count === 1 ? one : numbered(many, count, language);
}

function lineOf({ kind, details }: NotificationEvent, language: MessageLanguage): string {
  const text = (key: string): string => clean(details[key]);
  const reason = details['reason'];
  const sentence =
    typeof reason === 'string' ? clean(reason) : clean((reason as { sentence?: unknown } | null | undefined)?.sentence);
  switch (kind) {
    case 'track.finished':
      return track(details);
    case 'track.review':
      return joined(': ', track(details), sentence);
    case 'download.failed':
      return joined(': ', text('filename').split(/[\\/]/).at(-1) ?? '', sentence || text('error'));
    case 'import.finished':
      return joined(' · ', text('name'), numbered(words[language].lines, Number(details['lines'] ?? 0), language));
    case 'release.found':
      return joined(
        ' · ',
        joined(' – ', text('artist'), text('release')),
        numbered(words[language].tracks, Number(details['tracks'] ?? 0), language),
      );
    case 'autosync.finished': {
      const counters = (details['counters'] ?? {}) as { wished?: unknown };
      const state = words[language][details['reason'] === null ? 'completed' : 'partial'];
      return joined(' · ', numbered(words[language].wished, Number(counters.wished ?? 0), language), state, sentence);
    }
    case 'autosync.blocked':
      return sentence;
    case 'service.down':
    case 'service.back':
      return joined(': ', text('name'), text('sentence'));
    case 'disk.paused':
      return joined(' ', text('sentence'), text('remedy'));
    case 'disk.resumed':
      return '';
    case 'account.attention':
      return joined(' ', text('message'), text('remedy'));
  }
}

function track(details: Readonly<Record<string, unknown>>): string {
  const artists = Array.isArray(details['artists']) ? details['artists'].map(clean).filter((name) => name !== '') : [];
  return joined(' – ', artists.join(', '), clean(details['title']));
}

function joined(by: string, ...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(by);
}

/** One line of plain text. */
function clean(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const text = String(value).toWellFormed().replace(unseen, ' ').replace(/\s+/gu, ' ').trim();
  return text.length > longestLine ? `${text.slice(0, longestLine - 1).toWellFormed()}…` : text;
}
