import type { VersionMark } from './version/kinds.ts';

/** A sentence for people together with what it is made of, so that it can be said in another language: its code and the values that it names. */
export interface Said {
  /** Stable snake_case code; one sentence of one book. */
  readonly code: string;
  readonly facts: Facts;
  /** The sentence in English. */
  readonly sentence: string;
}

/** What is known of a file's sound from its offer; `null` is unknown. */
export interface SoundFacts {
  /** Extension; empty when the file has none. */
  readonly format: string;
  readonly bitDepth: number | null;
  readonly sampleRateHz: number | null;
  readonly bitrateKbps: number | null;
}

/** A value that a sentence names: a word or number, kinds of versions, a file's sound, or another sentence. */
export type Fact = string | number | readonly VersionMark[] | SoundFacts | Said;
/** Values of one sentence by the names of their places. */
export type Facts = Readonly<Record<string, Fact>>;

/** The same sentence for one and for several, by the fact `count`. */
interface Plural {
  readonly one: string;
  readonly other: string;
}
/**
 * English sentences by code. A place for a value is `{{name}}` or, where the value is more than a word, `{{name, form}}` with the form `number`,
 * `versions`, `sound` or `reason`. The page has the same places in its own sentences (`scripts/reasons.test.ts`).
 */
export type SentenceBook = Readonly<Record<string, string | Plural>>;

interface Forms {
  readonly number: number;
  readonly versions: readonly VersionMark[];
  readonly sound: SoundFacts;
  readonly reason: Said;
}
type Place<Text extends string> = Text extends `${infer Name}, ${infer Form}`
  ? { readonly [N in Name]: Form extends keyof Forms ? Forms[Form] : never }
  : { readonly [N in Text]: string };
type Places<Text extends string> = Text extends `${string}{{${infer Inside}}}${infer Rest}`
  ? Place<Inside> & Places<Rest>
  : unknown;
type FactsOf<Entry> = Entry extends string
  ? Places<Entry>
  : Entry extends { readonly other: infer Other extends string }
    ? Places<Other> & { readonly count: number }
    : never;

/** Builds the sentences of a book. Values are checked against the places of the sentence when it is compiled. */
export function sayFrom<const Book extends SentenceBook>(
  book: Book,
): <Code extends keyof Book & string>(code: Code, facts: FactsOf<Book[Code]>) => Said {
  const compiled = new Map(Object.entries(book).map(([code, entry]) => [code, compile(entry)]));
  return (code, given) => {
    const facts = given as Facts;
    return { code, facts, sentence: compiled.get(code)?.(facts) ?? '' };
  };
}

function compile(entry: string | Plural): (facts: Facts) => string {
  if (typeof entry === 'string') return template(entry);
  const one = template(entry.one);
  const other = template(entry.other);
  return (facts) => (facts['count'] === 1 ? one : other)(facts);
}

/** Cut once; written for thousands of files in a row. */
function template(text: string): (facts: Facts) => string {
  const parts = text.split(/\{\{(\w+)(?:, \w+)?\}\}/);
  return (facts) => {
    let said = '';
    for (let at = 0; at < parts.length; at += 1) {
      const part = parts[at] ?? '';
      said += at % 2 === 0 ? part : inEnglish(facts[part]);
    }
    return said;
  };
}

function inEnglish(fact: Fact | undefined): string {
  if (fact === undefined) return '';
  if (typeof fact !== 'object') return String(fact);
  if ('sentence' in fact) return fact.sentence;
  return 'format' in fact ? soundOf(fact) : versionsOf(fact);
}

function versionsOf(marks: readonly VersionMark[]): string {
  return marks.map(({ kind, detail }) => (detail === '' ? kind : `${kind} (${detail})`)).join(', ');
}

function soundOf({ format, bitDepth, sampleRateHz, bitrateKbps }: SoundFacts): string {
  return [
    format.toUpperCase() || 'unknown format',
    bitDepth === null ? null : `${bitDepth} bit`,
    sampleRateHz === null ? null : `${sampleRateHz / 1000} kHz`,
    bitrateKbps === null ? null : `${bitrateKbps} kbit/s`,
  ]
    .filter((fact) => fact !== null)
    .join(', ');
}
