import type { paths } from './schema.ts';

type Got<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

/** One page of wishes with the counts of all states. */
export type WishPage = Got<'/wishes'>;
/** A wanted track as the list shows it. */
export type Wish = WishPage['items'][number];
/** A wish with its searches and candidates: the proof behind its state. */
export type WishDetail = Got<'/wishes/{id}'>;
/** How many wishes are in each state. */
export type WishCounts = WishPage['counts'];
/** `queued`, `active`, `waiting`, `review`, `done` or `cancelled`. */
export type WishState = Wish['state'];
/** Station of the journey. */
export type Stage = Wish['stage'];
/** One offered file with the verdict and its reasons. */
export type Candidate = WishDetail['candidates'][number];
/** One question that was put to the network. */
export type Search = WishDetail['searches'][number];
/** One accepted list with its counters. */
export type IngestJob = Got<'/spotify/import/jobs'>['jobs'][number];
/** One line of a list with what became of it. */
export type IngestItem = Got<'/spotify/import/jobs/{id}/items'>['items'][number];
/** A slice of an import's lines. */
export type IngestItemPage = Got<'/spotify/import/jobs/{id}/items'>;
/** What the server says about a list that was handed in. */
export type Submission = paths['/spotify/import/free']['post']['responses'][202]['content']['application/json'];
/** A file that is in its place. */
export type LibraryFile = Got<'/library/files'>['items'][number];
/** A slice of the library. */
export type LibraryPage = Got<'/library/files'>;
/** Totals of the library. */
export type LibrarySummary = Got<'/library/summary'>;
/** Whether the Soulseek daemon answers and is signed in. */
export type SoulseekStatus = Got<'/soulseek/status'>;

/** The seven stations in order. */
export const stages = [
  'search',
  'match',
  'download',
  'verify',
  'organise',
  'tag',
  'publish',
] as const satisfies Stage[];

/** The states in the order in which people care for them. */
export const wishStates = ['active', 'queued', 'waiting', 'review', 'done', 'cancelled'] as const satisfies WishState[];
