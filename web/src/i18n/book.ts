/** German sentences by the English ones; `{0}`, `{1}` … stand for what differs from one time to the next. */
export type SentenceBook = Readonly<Record<string, string>>;

interface Pattern {
  readonly test: RegExp;
  readonly german: string;
}

/** Longer ones are texts of others, not sentences of ours. */
const longest = 1500;
const depth = 3;
const mostInOne = 4;
const remembered = 2000;

/** `{0}`: as it is; `{0:number}`, `{0:date}`: written as the language of the page writes it. */
const place = /\{(\d)(?::(\w+))?\}/g;

function patternOf(english: string): RegExp {
  const parts = english.split(/\{\d\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.+?)')}$`, 's');
}

/** How values are written. */
export interface BookForms {
  readonly number: (value: number) => string;
  readonly dateTime: (iso: string) => string;
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
    .map(([english, german]) => ({ test: patternOf(english), german }));
  const known = new Map<string, string | null>();

  function whole(english: string, left: number): string | null {
    const exact = plain.get(english);
    if (exact !== undefined) return exact;
    for (const { test, german } of patterns) {
      const found = test.exec(english);
      if (found !== null)
        return german.replaceAll(place, (_all, at: string, form?: string) =>
          value(found[Number(at) + 1] ?? '', form, left),
        );
    }
    return null;
  }

  function value(text: string, form: string | undefined, left: number): string {
    if (form === 'number' && Number.isFinite(Number(text))) return forms().number(Number(text));
    if (form === 'date' && !Number.isNaN(Date.parse(text))) return forms().dateTime(text);
    return left === 0 ? text : (read(text, left - 1) ?? text);
  }

  function read(english: string, left: number): string | null {
    const said = whole(english, left);
    if (said !== null) return said;
    const parts = english.split(/(?<=[.!?]) (?=[A-Z“"])/);
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

  /** An entry may hold several sentences: the longest that begins here. */
  function longestRun(parts: readonly string[], from: number, left: number): { said: string; to: number } | null {
    for (let to = Math.min(parts.length, from + mostInOne); to > from; to -= 1) {
      const said = whole(parts.slice(from, to).join(' '), left);
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
