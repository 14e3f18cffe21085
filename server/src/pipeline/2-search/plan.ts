import { askedWords, covers } from './words.ts';

/**
 * Why a question differs from its neighbours: `written` as the wish is written · `plain` without special characters · `loose` its distinctive words only ·
 * `romanised` · `alias` another name of the artist · `wildcard` for words that the network blocks · `folder` artist and album · `album`, `artist`: for
 * several wishes at once.
 */
export type QuestionKind =
  | 'written'
  | 'plain'
  | 'loose'
  | 'romanised'
  | 'alias'
  | 'wildcard'
  | 'folder'
  | 'album'
  | 'artist';

/** One question to the network. */
export interface Question {
  readonly text: string;
  readonly kind: QuestionKind;
}

/** A question that was answered in the present round of a wish, by it or by others. */
export interface Answered {
  readonly words: readonly string[];
  readonly fileCount: number;
  /** Nothing was cut off. */
  readonly complete: boolean;
  /** Asked for this wish alone. */
  readonly own: boolean;
}

/** What is known when the next question is chosen. */
export interface Evidence {
  /** Rounds that ended without a file. */
  readonly round: number;
  readonly answered: readonly Answered[];
  /** Whether files that may be this track are stored. */
  readonly hasCandidates: boolean;
}

/** Questions that spell the wish otherwise; worth asking even if others share files of this name. */
const otherSpelling: ReadonlySet<QuestionKind> = new Set(['written', 'plain', 'romanised', 'alias']);
/** Own questions of a round; what is left comes in later rounds, when other people are there. */
const mostFirst = 4;
const mostLater = 3;

/**
 * The next question of a wish's own ladder, or `null` when the present round has nothing more worth asking:
 *
 * - A question is not asked when a wider one was answered in full: its files have been seen.
 * - When nobody offers anything of that name, the widest question comes next: an empty answer to it makes narrower ones needless for now.
 * - Then other spellings. Looser words and the album's folder wait for a later round, when other people are there.
 * - A wildcard is for names that the network blocks, so only when nothing at all was answered.
 */
export function nextQuestion(ladder: readonly Question[], evidence: Evidence): Question | null {
  const { answered, round } = evidence;
  const own = answered.filter((each) => each.own).length;
  if (own >= (round === 0 ? mostFirst : mostLater)) return null;
  const open = ladder.filter(({ text }) => {
    const words = askedWords(text);
    return !answered.some((each) => answers(each, words));
  });
  const [first] = open;
  if (first === undefined || first.kind === 'written') return first ?? null;
  const silent = answered.every((each) => each.fileCount === 0);
  const offered = evidence.hasCandidates || answered.some((each) => each.own && each.fileCount > 0);
  const widest = offered ? null : widestOf(ladder, silent);
  if (widest !== null && open.includes(widest)) return widest;
  const spelled = open.find(({ kind }) => otherSpelling.has(kind));
  if (spelled !== undefined || round === 0) return spelled ?? null;
  // One of the doubtful ones a round, each time another.
  const doubtful = ladder.filter(({ kind }) => kind === 'loose' || kind === 'folder');
  const turn = doubtful[(round - 1) % doubtful.length];
  return turn !== undefined && open.includes(turn) ? turn : null;
}

function widestOf(ladder: readonly Question[], silent: boolean): Question | null {
  const wildcard = silent ? ladder.find(({ kind }) => kind === 'wildcard') : undefined;
  return wildcard ?? ladder.find(({ kind }) => kind === 'loose') ?? null;
}

/** Whether a question of these words need not be asked after this answer. */
export function answers(given: Answered, words: readonly string[]): boolean {
  const same = given.words.length === words.length && words.every((word) => given.words.includes(word));
  return same || (given.complete && covers(given.words, words));
}
