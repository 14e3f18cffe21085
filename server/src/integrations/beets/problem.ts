/** What can be wrong with beets for a reason outside of Harmony. */
export type BeetsProblemCode =
  | 'beets_absent'
  | 'beets_config'
  | 'beets_hung'
  | 'beets_failed'
  | 'beets_busy'
  | 'beets_too_much';

/** A call that did not work; `sentence` and `remedy` are for people. */
export class BeetsProblem extends Error {
  readonly code: BeetsProblemCode;
  readonly sentence: string;
  readonly remedy: string;

  constructor(code: BeetsProblemCode, sentence: string, remedy: string) {
    super(sentence);
    this.name = 'BeetsProblem';
    this.code = code;
    this.sentence = sentence;
    this.remedy = remedy;
  }
}

/** A question that beets does not understand, or that is refused before it is asked; `field` of the caller's input. */
export class BeetsRefusal extends Error {
  readonly field: string;

  constructor(field: string, why: string) {
    super(why);
    this.name = 'BeetsRefusal';
    this.field = field;
  }
}

/** The last words of a program that failed, short enough for a sentence. */
export function lastWords(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const last = lines.slice(-3).join(' ').replace(/\s+/g, ' ').trim();
  return last.length > 300 ? `${last.slice(0, 300)}…` : last;
}
