import { createInstance, type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type house from './en.house.json';
import type en from './en.json';

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
    resources: { translation: typeof en & typeof house };
  }
}

const i18n = createInstance();
const storageKey = 'harmony.language';
type Texts = Record<Language, () => Promise<{ default: unknown }>>;
const texts: Texts = { en: () => import('./en.json'), de: () => import('./de.json') };
/** Texts of pages that few visits need; loaded with these pages, see `loadTexts`. */
const later = {
  house: { en: () => import('./en.house.json'), de: () => import('./de.house.json') },
} satisfies Record<string, Texts>;
const wanted = new Set<keyof typeof later>();
const loaded = new Set<string>();

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
  await Promise.all([add(language, '', texts), ...[...wanted].map((part) => add(language, part, later[part]))]);
}

async function add(language: Language, part: string, from: Texts): Promise<void> {
  const name = `${language} ${part}`;
  if (loaded.has(name)) return;
  const { default: content } = await from[language]();
  i18n.addResourceBundle(language, 'translation', content, true, true);
  loaded.add(name);
}

/** Loads the texts of pages that are loaded later themselves, in the language of the page; languages chosen afterwards bring them along. */
export async function loadTexts(part: keyof typeof later): Promise<void> {
  wanted.add(part);
  const language = asLanguage(i18n.language);
  if (language !== undefined) await load(language);
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
  await load(language);
  await switchTo(language);
}

async function switchTo(language: Language): Promise<void> {
  await load(language);
  // First the document, because the writers of numbers read its tag when the change of language is announced.
  document.documentElement.lang = locale(language);
  await i18n.changeLanguage(language);
}

/** Speaks another language from now on, and the next time as well. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  await switchTo(language);
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
