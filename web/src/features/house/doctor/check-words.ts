import type { TFunction } from 'i18next';
import type { HealthCheck } from '../../../api/index.ts';
import { dynamicText } from '../../../i18n/index.ts';

/** A text in the language of the page, or the server's own in English. */
export interface Said {
  readonly text: string;
  readonly lang?: 'en';
}

function said(t: TFunction, key: string, fallback: string, values: object): Said {
  const { text, own } = dynamicText(t, key, fallback, { ...values });
  return own ? { text } : { text, lang: 'en' };
}

/** What a check is called, what it found and what to do about it. */
export function wordsOf(t: TFunction, check: HealthCheck): { name: Said; sentence: Said; remedy: Said | null } {
  const key = `reasons.doctor.${check.id}.${check.code}`;
  const general = `reasons.doctor.general.${check.code}`;
  const own = dynamicText(t, key, '').own ? key : general;
  return {
    name: said(t, `doctor.check.${check.id.replaceAll('.', '_')}`, check.id, {}),
    sentence: said(t, own, check.sentence, check.facts),
    remedy: check.remedy === null ? null : said(t, `${own}_remedy`, check.remedy, check.facts),
  };
}

/** Where in the page something can be done about an area. */
const places = {
  slskd: '/settings/soulseek',
  files: '/settings/music',
  spotify: '/spotify',
  plex: '/plex',
  beets: '/beets',
  backups: '/settings/backups',
  access: '/keys',
  secrets: '/settings/advanced',
  database: '/settings/advanced',
  clock: null,
  tools: null,
  workers: '/',
} as const;

/** Address of the page where something can be done about a check; `null` when there is none. */
export function placeOf(check: HealthCheck): string | null {
  return (places as Readonly<Record<string, string | null>>)[check.area] ?? null;
}

/** From what needs somebody to what is well. */
export const worstFirst = ['problem', 'warn', 'unknown', 'ok'] as const;
