import type { EventKind } from './ports.ts';

/** Languages of messages. */
export type MessageLanguage = 'en' | 'de';

interface Words {
  /** `{n}` is the number. */
  readonly kinds: Readonly<Record<EventKind, readonly [one: string, many: string]>>;
  readonly batch: string;
  readonly more: string;
  readonly test: readonly [title: string, line: string];
  readonly wished: string;
  readonly partial: string;
  readonly completed: string;
  readonly lines: string;
  readonly tracks: string;
}

const en: Words = {
  kinds: {
    'track.finished': ['Track finished', '{n} tracks finished'],
    'track.review': ['A track needs your decision', '{n} tracks need your decision'],
    'download.failed': ['A download was given up', '{n} downloads were given up'],
    'import.finished': ['List imported', '{n} lists imported'],
    'release.found': ['New release', '{n} new releases'],
    'autosync.finished': ['Auto-sync finished', '{n} runs of auto-sync finished'],
    'autosync.blocked': ['Auto-sync cannot run', 'Auto-sync could not run {n} times'],
    'service.down': ['A service does not answer', '{n} services do not answer'],
    'service.back': ['A service answers again', '{n} services answer again'],
    'disk.paused': ['The music folder is not usable', 'The music folder was not usable {n} times'],
    'disk.resumed': ['The music folder is usable again', 'The music folder became usable {n} times'],
    'account.attention': ['Spotify needs you', 'Spotify needs you ({n} reasons)'],
  },
  batch: 'Harmony: {n} events',
  more: '… and {n} more',
  test: ['Harmony says hello', 'This target works. Messages will look like this one.'],
  wished: '{n} new wishes',
  partial: 'not everything could be asked',
  completed: 'everything compared',
  lines: '{n} lines',
  tracks: '{n} tracks',
};

const de: Words = {
  kinds: {
    'track.finished': ['Titel fertig', '{n} Titel fertig'],
    'track.review': ['Ein Titel braucht deine Entscheidung', '{n} Titel brauchen deine Entscheidung'],
    'download.failed': ['Ein Download wurde aufgegeben', '{n} Downloads wurden aufgegeben'],
    'import.finished': ['Liste importiert', '{n} Listen importiert'],
    'release.found': ['Neue Veröffentlichung', '{n} neue Veröffentlichungen'],
    'autosync.finished': ['Abgleich fertig', '{n} Abgleiche fertig'],
    'autosync.blocked': ['Der Abgleich kann nicht laufen', 'Der Abgleich konnte {n}-mal nicht laufen'],
    'service.down': ['Ein Dienst antwortet nicht', '{n} Dienste antworten nicht'],
    'service.back': ['Ein Dienst antwortet wieder', '{n} Dienste antworten wieder'],
    'disk.paused': ['Der Musikordner ist nicht benutzbar', 'Der Musikordner war {n}-mal nicht benutzbar'],
    'disk.resumed': ['Der Musikordner ist wieder benutzbar', 'Der Musikordner wurde {n}-mal wieder benutzbar'],
    'account.attention': ['Spotify braucht dich', 'Spotify braucht dich ({n} Gründe)'],
  },
  batch: 'Harmony: {n} Ereignisse',
  more: '… und {n} weitere',
  test: ['Harmony sagt Hallo', 'Dieses Ziel funktioniert. So werden Nachrichten aussehen.'],
  wished: '{n} neue Wünsche',
  partial: 'nicht alles konnte gefragt werden',
  completed: 'alles verglichen',
  lines: '{n} Zeilen',
  tracks: '{n} Titel',
};

/** The texts of a language. */
export const words: Readonly<Record<MessageLanguage, Words>> = { en, de };

/** A text with its number. */
export function numbered(text: string, n: number, language: MessageLanguage): string {
  return text.replace('{n}', n.toLocaleString(language));
}
