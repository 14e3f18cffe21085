import { createInstance, type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type en from './en.json';
import type more from './more-en.json';
import { addForms, openBook, type Said, sayIn, type Text } from './said.ts';

export type { Said, Text };

/** Languages that the page speaks, each under its own name. */
export const languages = [
  { value: 'en', label: 'English', lang: 'en' },
  { value: 'de', label: 'Deutsch', lang: 'de' },
] as const;

/** Code of a language that the page speaks. */
export type Language = (typeof languages)[number]['value'];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en & typeof more };
  }
}

const i18n = createInstance();
const storageKey = 'harmony.language';
const texts: Record<Language, () => Promise<{ default: unknown }>> = {
  en: () => import('./en.json'),
  de: () => import('./de.json'),
};

/** Texts that neither the overview nor the frame around every page needs; loaded with the first other place. */
const moreTexts: Record<Language, () => Promise<{ default: unknown }>> = {
  en: () => import('./more-en.json'),
  de: () => import('./more-de.json'),
};
const withMore = new Set<Language>();
let needsMore = false;

function asLanguage(tag: string | null | undefined): Language | undefined {
  const primary = tag?.toLowerCase().split('-')[0];
  return languages.find((language) => language.value === primary)?.value;
}

/** The remembered choice, else the browser's first language that we speak, else English. */
function preferredLanguage(): Language {
  const wanted = [localStorage.getItem(storageKey), ...navigator.languages];
  return wanted.map(asLanguage).find((language) => language !== undefined) ?? 'en';
}

/** Regional form for numbers and dates: `de-AT` stays Austrian when the page speaks German. */
function locale(language: Language): string {
  return navigator.languages.find((tag) => asLanguage(tag) === language) ?? language;
}

async function load(language: Language): Promise<void> {
  if (!i18n.hasResourceBundle(language, 'translation')) {
    const loaded = await texts[language]();
    i18n.addResourceBundle(language, 'translation', loaded.default);
  }
  if (!needsMore || withMore.has(language)) return;
  const loaded = await moreTexts[language]();
  i18n.addResourceBundle(language, 'translation', loaded.default, true);
  withMore.add(language);
}

/** The server's sentences in German, which nothing on the first screen waits for. */
async function loadBook(): Promise<void> {
  const { default: book } = await import('./sentences-de.json');
  openBook(i18n, book);
  // what was said in English meanwhile is said again
  i18n.emit('languageChanged', i18n.language);
}
let bookIsWanted = false;

/** A part of the page together with its texts, when these are not among those of the first visit. */
export async function withTexts<Part>(part: Promise<Part>): Promise<Part> {
  needsMore = true;
  const [loaded] = await Promise.all([part, load(asLanguage(i18n.language) ?? 'en')]);
  return loaded;
}

/** Must have ended before the first render. */
export async function startI18n(): Promise<void> {
  const language = preferredLanguage();
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  addForms(i18n, i18n.t);
  await load(language);
  await switchTo(language);
}

async function switchTo(language: Language): Promise<void> {
  await load(language);
  // First the document, because the writers of numbers read its tag when the change of language is announced.
  document.documentElement.lang = locale(language);
  await i18n.changeLanguage(language);
  if (language !== 'de' || bookIsWanted) return;
  bookIsWanted = true;
  // without it sentences stay English, marked as such, until the page is loaded anew
  loadBook().catch(() => (bookIsWanted = false));
}

/** Speaks another language from now on, and the next time as well. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  await switchTo(language);
}

/** What the server says, in the language of the page; `t` only stands for the language, so that it is said again when that changes. */
export function saidText(_t: TFunction, said: Said | string): Text {
  return sayIn(i18n, typeof said === 'string' ? { sentence: said } : said);
}

/** A text by a key that is put together at run time, with the values of its placeholders; `fallback` when there is none. */
export function dynamicText(
  t: TFunction,
  key: string,
  fallback: string,
  values: Readonly<Record<string, unknown>> = {},
): { text: string; own: boolean } {
  const own = i18n.exists(key);
  return { text: own ? (t as (key: string, values: object) => string)(key, values) : fallback, own };
}
