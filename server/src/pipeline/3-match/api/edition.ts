import type { Judgement, OfferedFile, WantedTrack } from '#music';
import { extensionOf, words } from '#music';
import { say } from '../rules/sentences.ts';

/** Words that name an edition of an album, each by its common form. Source: the edition list of the contract, §4.2, with other languages' forms. */
const editions: Readonly<Record<string, string>> = {
  anniversary: 'anniversary',
  bonus: 'bonus',
  collector: 'collector',
  collectors: 'collector',
  deluxe: 'deluxe',
  expanded: 'expanded',
  extended: 'expanded',
  japan: 'japanese',
  japanese: 'japanese',
  legacy: 'legacy',
  limited: 'limited',
  remaster: 'remaster',
  remasterd: 'remaster',
  remastered: 'remaster',
  special: 'special',
  super: 'super',
  ultimate: 'ultimate',
};
const wordLimit = 60;

/** The editions that a name says, in their common form; words of `except` are the name's own ("Deluxe" by Deluxe). */
export function editionsIn(name: string, except: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  const found = new Set<string>();
  for (const word of words(name.slice(0, 500)).slice(0, wordLimit)) {
    const edition = Object.hasOwn(editions, word) ? editions[word] : undefined;
    if (edition !== undefined && !except.has(word)) found.add(edition);
  }
  return found;
}

/** How two sets of editions agree. */
export type EditionFit = 'none' | 'same' | 'other' | 'missing' | 'unasked';

/** Compares the editions that were asked for with those that are offered. */
export function editionFit(asked: ReadonlySet<string>, offered: ReadonlySet<string>): EditionFit {
  if (asked.size === 0) return offered.size === 0 ? 'none' : 'unasked';
  if (offered.size === 0) return 'missing';
  return [...asked].some((edition) => offered.has(edition)) ? 'same' : 'other';
}

/** What the fit adds to the score of an album. Source: contract §4.3. */
export const editionWeight: Readonly<Record<EditionFit, number>> = {
  none: 0,
  same: 0.08,
  other: -0.18,
  missing: -0.08,
  unasked: -0.05,
};

const places: Readonly<Record<EditionFit, number>> = { same: 0, none: 0, unasked: 1, missing: 1, other: 2 };

/**
 * Among files that are equally good (accepted, same format, same score) those of the wanted album's edition come first; says so as a reason that weighs
 * nothing, because an edition never makes another recording. The order is otherwise kept.
 */
export function preferEdition(
  wanted: WantedTrack,
  files: readonly OfferedFile[],
  judgements: readonly Judgement[],
): readonly Judgement[] {
  const own = new Set(wanted.artists.flatMap((artist) => words(artist.slice(0, 200))));
  const asked = editionsIn(`${wanted.album ?? ''} ${wanted.title}`, own);
  const byId = new Map(files.map((file) => [file.id, file]));
  const rated = judgements.map((judgement) => {
    const path = byId.get(judgement.fileId)?.path ?? '';
    if (judgement.verdict !== 'auto') return { judgement, place: 0, run: '' };
    const folders = path.slice(-500);
    const fit = editionFit(asked, editionsIn(folders, own));
    const run = `${extensionOf(path) ?? ''} ${judgement.score.toFixed(2)}`;
    const told =
      fit === 'none'
        ? judgement
        : {
            ...judgement,
            reasons: [
              ...judgement.reasons,
              { rule: 'edition', weight: 0, ...say(fit === 'other' ? 'edition_differs' : `edition_${fit}`, {}) },
            ],
          };
    return { judgement: told, place: places[fit], run };
  });
  const ordered: Judgement[] = [];
  for (let from = 0, to = 0; from < rated.length; from = to) {
    while (to < rated.length && rated[to]?.run === rated[from]?.run) to += 1;
    const run = rated.slice(from, to);
    if (run[0]?.run !== '') run.sort((a, b) => a.place - b.place);
    ordered.push(...run.map(({ judgement }) => judgement));
  }
  return ordered;
}
