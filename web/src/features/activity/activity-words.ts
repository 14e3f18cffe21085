import type { TFunction } from 'i18next';
import type { ActivityEvent } from '../../api/index.ts';
import { dynamicText, saidText } from '../../i18n/index.ts';

/** Types of events that people can choose. */
export const activityTypes = [
  'wish',
  'download',
  'library',
  'metadata',
  'sync',
  'spotify',
  'watchlist',
  'discography',
  'search',
  'import',
  'library_scan',
  'service',
  'worker',
  'backup',
] as const;

/** Colour family of an event. */
export type EventTone = 'sea' | 'amber' | 'coral' | 'neutral';

const coral = /fail|error|dead|lost|refused|denied|down$/;
const amber = /stale|block|pause|cooldown|partial|waiting|review|stopped|retry|expire/;
const sea = /done|complet|resumed|found|ok$|started|signed_in|restored|mirror_on|loaded|imported|back$/;

/** How an event looks; by its word, so that events of later versions have a colour too. */
export function toneOfEvent({ status }: ActivityEvent): EventTone {
  if (coral.test(status)) return 'coral';
  if (amber.test(status)) return 'amber';
  return sea.test(status) ? 'sea' : 'neutral';
}

/** A word of the interface as a person would write it: `sync_job_failed` → `Sync job failed`. */
export function plainWord(word: string): string {
  const text = word.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What happened, in the language of the page when it has words for it. */
export function headlineOf(t: TFunction, { type, status }: ActivityEvent): { text: string; lang?: 'en' } {
  const { text, own } = dynamicText(t, `activity.words.${type}_${status}`, plainWord(status));
  return own ? { text } : { text, lang: 'en' };
}

/** Name of a type of events. */
export function typeName(t: TFunction, type: string): string {
  return dynamicText(t, `activity.types.${type}`, plainWord(type)).text;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** What it happened to: a title, a file, a name. */
export function subjectOf({ details }: ActivityEvent): string | null {
  if (details === undefined) return null;
  const artists = Array.isArray(details['artists']) ? details['artists'].join(', ') : textOf(details['artist']);
  const title = textOf(details['title']) ?? textOf(details['release']) ?? textOf(details['name']);
  if (title !== null) return artists === null ? title : `${artists} – ${title}`;
  const path = textOf(details['filename']) ?? textOf(details['path']);
  if (path !== null) return path.split(/[\\/]/).at(-1) ?? path;
  const query = textOf(details['query']);
  if (query !== null) return `“${query}”`;
  return textOf(details['artist_name']) ?? textOf(details['worker']) ?? textOf(details['process']);
}

/** The wish that it is about. */
export function wishOf({ details }: ActivityEvent): number | null {
  const id = details?.['wish_id'];
  return typeof id === 'number' ? id : null;
}

/** Why, as far as the event says: in the language of the page when it has words for the reason, else the server's English sentence. */
export function sentenceOf(t: TFunction, { status, details }: ActivityEvent): { text: string; lang?: 'en' } | null {
  const { saved, discarded } = details ?? {};
  if (status === 'matching_batch' && typeof saved === 'number' && typeof discarded === 'number')
    return { text: t('activity.batch', { saved, discarded }) };
  const reason = details?.['reason'];
  const about = typeof reason === 'object' && reason !== null ? (reason as Record<string, unknown>) : {};
  const sentence =
    textOf(about['sentence']) ?? textOf(reason) ?? textOf(details?.['sentence']) ?? textOf(details?.['error']);
  if (sentence === null) return null;
  const code = textOf(about['code']) ?? textOf(details?.['code']) ?? '';
  const facts = about['facts'];
  return saidText(t, {
    sentence,
    code,
    ...(typeof facts === 'object' && facts !== null ? { facts: facts as Record<string, unknown> } : {}),
  });
}
