/** German sentences by the English ones; `{0}`, `{1}` … stand for what differs from one time to the next. */
export type SentenceBook = Readonly<Record<string, string>>;

interface Pattern {
  /** What stands before, between and behind the values. */
  readonly parts: readonly string[];
  readonly german: string;
  /** Which of the values are no sentences of the book. */
  readonly raw: ReadonlySet<number>;
}

/** Longer ones are texts of others, not sentences of ours. */
const longest = 2000;
const betweenSentences = /(?<=[.!?]) (?=[A-Z“"])/;
const severalSentences = /[.!?] [A-Z“"]/;
const depth = 3;
const mostInOne = 4;
const remembered = 2000;

/** `{0}`: as it is; `{0:say}`: a sentence or words of the book; `{0:number}`, `{0:date}`: written as the language of the page writes them. */
const place = /\{(\d)(?::(\w+))?\}/g;

/** The values between the parts, from left to right; `null` when the text is another one. Never goes back, so that no text takes long. */
function valuesOf(parts: readonly string[], text: string): readonly string[] | null {
  const [first = '', ...others] = parts;
  if (!text.startsWith(first)) return null;
  const values: string[] = [];
  let at = first.length;
  for (const [index, part] of others.entries()) {
    const isLast = index === others.length - 1;
    const found = isLast ? text.length - part.length : text.indexOf(part, at);
    if (found < at || (isLast && !text.endsWith(part))) return null;
    values.push(text.slice(at, found));
    at = found + part.length;
  }
  return values;
}

/** How values are written. */
export interface BookForms {
  readonly number: (value: number) => string;
  readonly dateTime: (iso: string) => string;
  /** What a field of the interface is called on the page. */
  readonly field: (name: string) => string;
}

/**
 * A reader of English sentences that the server gives without code and values: what was stored long ago, what a service said in the middle of a call. Finds the sentence in
 * the book, takes out its values and puts them into the German one; a value may be a sentence of the book itself, and several sentences in a row are said one by one. `null`
 * when the book does not have it. `scripts/sentences.test.ts` proves that it has all that the server's source says.
 */
export function createBook(book: SentenceBook, forms: () => BookForms): (english: string) => string | null {
  const plain = new Map(Object.entries(book));
  // the one with the most words of its own first: it says most
  const patterns: readonly Pattern[] = Object.entries(book)
    .filter(([english]) => /\{\d\}/.test(english))
    .toSorted(([a], [b]) => b.replaceAll(/\{\d\}/g, '').length - a.replaceAll(/\{\d\}/g, '').length)
    .map(([english, german]) => ({
      parts: english.split(/\{\d\}/),
      german,
      raw: new Set([...german.matchAll(place)].filter((found) => found[2] !== 'say').map((found) => Number(found[1]))),
    }));
  const known = new Map<string, string | null>();

  /** `careful`: a value that is no sentence of ours must not hold the end of one, else the last sentence of several would swallow the next. */
  function whole(english: string, left: number, careful: boolean): string | null {
    const exact = plain.get(english);
    if (exact !== undefined) return exact;
    for (const { parts, german, raw } of patterns) {
      const values = valuesOf(parts, english);
      if (values === null || (careful && values.some((each, at) => raw.has(at) && severalSentences.test(each))))
        continue;
      return german.replaceAll(place, (_all, at: string, form?: string) => value(values[Number(at)] ?? '', form, left));
    }
    return null;
  }

  function value(text: string, form: string | undefined, left: number): string {
    if (form === 'number' && /^-?\d+(?:\.\d+)?$/.test(text)) return forms().number(Number(text));
    if (form === 'date' && /^\d{4}-\d\d-\d\dT/.test(text)) return forms().dateTime(text);
    return form === 'say' && left > 0 ? (read(text, left - 1) ?? listed(text, left - 1) ?? text) : text;
  }

  function read(english: string, left: number): string | null {
    const said = whole(english, left, true) ?? oneByOne(english, left) ?? whole(english, left, false);
    return said ?? ofField(english, left);
  }

  function oneByOne(english: string, left: number): string | null {
    const parts = english.split(betweenSentences);
    if (parts.length === 1) return null;
    const all: string[] = [];
    for (let from = 0; from < parts.length; ) {
      const run = longestRun(parts, from, left);
      if (run === null) return null;
      all.push(run.said);
      from = run.to;
    }
    return all.join(' ');
  }

  /** Several pieces in a row, such as `2 entries could not be read; 3 skipped (duplicate)`. */
  function listed(english: string, left: number): string | null {
    const parts = english.split('; ');
    const said = parts.length === 1 ? [null] : parts.map((part) => whole(part, left, true));
    return said.every((part) => part !== null) ? said.join('; ') : null;
  }

  /** `limit must be >= 1.`: a field, and what is wrong with it. */
  function ofField(english: string, left: number): string | null {
    const [, field, wrong] = /^([a-z][\w.]*),? (\S.*?)\.?$/s.exec(english) ?? [];
    const said = field === undefined || wrong === undefined ? null : whole(wrong, left, false);
    if (field === undefined || said === null) return null;
    return `${forms().field(field)} ${said}.`;
  }

  /** An entry may hold several sentences: the longest that begins here. */
  function longestRun(parts: readonly string[], from: number, left: number): { said: string; to: number } | null {
    for (let to = Math.min(parts.length, from + mostInOne); to > from; to -= 1) {
      const said = whole(parts.slice(from, to).join(' '), left, true);
      if (said !== null) return { said, to };
    }
    return null;
  }

  return (english) => {
    if (english.length > longest) return null;
    const before = known.get(english);
    if (before !== undefined) return before;
    if (known.size >= remembered) known.clear();
    const said = read(english, depth);
    known.set(english, said);
    return said;
  };
}
