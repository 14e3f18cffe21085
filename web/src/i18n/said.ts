import type { i18n as I18n, TFunction } from 'i18next';
import { createBook } from './book.ts';
import { createFormats } from './format.ts';

/** Something that the server says: its English sentence, and where it has them the code and the values to say it in another language. */
export interface Said {
  readonly sentence: string;
  readonly code?: string | undefined;
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
}
/** A text in the language of the page; `lang` when it is the server's own, in English. */
export interface Text {
  readonly text: string;
  readonly lang?: 'en';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const asNumber = (value: unknown): number | null => (typeof value === 'number' ? value : null);

let german: ((english: string) => string | null) | null = null;

/** From now on the server's sentences without code are said in German as well. */
export function openBook(i18n: I18n, book: Readonly<Record<string, string>>): void {
  german = createBook(book, () => ({
    ...createFormats(document.documentElement.lang || 'de'),
    field: (name) => {
      const key = `reasons.field.${name.split('.')[0] ?? ''}`;
      return i18n.exists(key) ? (i18n.t as (key: string) => string)(key) : name;
    },
  }));
}

/** Says what the server says in the language of the page: with its values if there are any, else what is known of the code alone, else in English. */
export function sayIn(i18n: I18n, said: Said): Text {
  const { code = '', facts, sentence } = said;
  const say = i18n.t as (key: string, values: object) => string;
  if (facts !== undefined && code !== '')
    for (const key of [`reasons.match.${code}`, `reasons.told.${code}`])
      if (i18n.exists(key, { ...facts })) return { text: say(key, facts) };
  const read = i18n.language === 'de' ? (german?.(sentence) ?? null) : null;
  if (read !== null) return { text: read };
  const key = `reasons.${code}`;
  if (code !== '' && i18n.exists(key)) return { text: say(key, {}) };
  return i18n.language === 'en' ? { text: sentence } : { text: sentence, lang: 'en' };
}

/**
 * Teaches the texts the forms that a value of theirs may have, `{{value, form}}`: `number`; `versions`, kinds of recordings as the matcher names them; `sound`, a file's
 * format with its figures; `reason`, another sentence.
 */
export function addForms(i18n: I18n, t: TFunction): void {
  const say = t as unknown as (key: string, values?: object) => string;
  const formats = () => createFormats(document.documentElement.lang || i18n.language);
  const add = (name: string, form: (value: unknown) => string): void => i18n.services.formatter?.add(name, form);
  add('number', (value) => (typeof value === 'number' ? formats().number(value) : String(value)));
  add('reason', (value) =>
    isRecord(value) && typeof value['sentence'] === 'string' ? sayIn(i18n, value as unknown as Said).text : '',
  );
  add('versions', (value) =>
    (Array.isArray(value) ? (value as unknown[]) : [])
      .filter(isRecord)
      .map(({ kind, detail }) => {
        const key = `reasons.version.${String(kind)}`;
        const name = i18n.exists(key) ? say(key) : String(kind);
        return typeof detail === 'string' && detail !== '' ? `${name} (${detail})` : name;
      })
      .join(', '),
  );
  add('sound', (value) => {
    if (!isRecord(value)) return '';
    const [bits, rate, kbps] = [value['bitDepth'], value['sampleRateHz'], value['bitrateKbps']].map(asNumber);
    const format = typeof value['format'] === 'string' ? value['format'].toUpperCase() : '';
    return [
      format === '' ? say('reasons.sound.unknown') : format,
      typeof bits === 'number' ? say('reasons.sound.depth', { bits }) : '',
      typeof rate === 'number' ? `${formats().number(rate / 1000)} kHz` : '',
      typeof kbps === 'number' ? formats().kbps(kbps) : '',
    ]
      .filter((fact) => fact !== '')
      .join(', ');
  });
}
