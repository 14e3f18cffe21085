/** Thrown for a query that the search server could not parse. */
export class QueryError extends Error {}

/** Whether a document meets a query, and how well (0 to 1). `null`: not at all. */
export type Meets = (document: Document) => number | null;

/** What can be searched: the values of each field, all as text. */
export type Document = Readonly<Record<string, readonly string[]>>;

type Node =
  | {
      readonly kind: 'term';
      readonly field: string | null;
      readonly words: readonly string[];
      readonly phrase: boolean;
    }
  | { readonly kind: 'range'; readonly field: string; readonly from: string; readonly to: string }
  | { readonly kind: 'and'; readonly parts: readonly Node[] }
  | { readonly kind: 'or'; readonly parts: readonly Node[] }
  | { readonly kind: 'not'; readonly part: Node };

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/**
 * The part of Lucene's language that is used against MusicBrainz: `field:word`, `field:"a phrase"`, `field:[a TO b]`, AND, OR, NOT, a leading
 * minus, parentheses, backslash before special characters. Blanks between parts mean OR. A bare special character is a `QueryError`.
 */
export function parseQuery(text: string, fallback: readonly string[]): Meets {
  const tree = parse(text);
  const fieldsOf = (field: string | null): readonly string[] => (field === null ? fallback : [field]);

  const meets = (node: Node, document: Document): number | null => {
    if (node.kind === 'not') return meets(node.part, document) === null ? 1 : null;
    if (node.kind === 'and') {
      const scores = node.parts.map((part) => meets(part, document));
      return scores.every((score) => score !== null) ? mean(scores) : null;
    }
    if (node.kind === 'or') {
      const scores = node.parts.map((part) => meets(part, document));
      return scores.some((score) => score !== null) ? mean(scores.map((score) => score ?? 0)) : null;
    }
    if (node.kind === 'range') {
      const inside = (document[node.field] ?? []).some((value) => between(value, node.from, node.to));
      return inside ? 1 : null;
    }
    let best: number | null = null;
    for (const field of fieldsOf(node.field)) {
      for (const value of document[field] ?? []) {
        const have = wordsOf(value);
        const met = node.phrase
          ? ` ${have.join(' ')} `.includes(` ${node.words.join(' ')} `)
          : node.words.every((word) => have.includes(word));
        if (met && node.words.length > 0) best = Math.max(best ?? 0, node.words.length / have.length);
      }
    }
    return best === null ? null : Math.min(1, 0.6 + 0.4 * best);
  };
  return (document) => meets(tree, document);
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

function between(value: string, from: string, to: string): boolean {
  if (value === '') return false;
  const numbers = [value, from, to].every((each) => each === '*' || /^\d+$/.test(each)) && !/-/.test(value);
  const less = (a: string, b: string): boolean => (numbers ? Number(a) <= Number(b) : a <= b);
  return (from === '*' || less(from, value)) && (to === '*' || less(value, to));
}

const token = /\s+|[()[\]]|"(?:[^"\\]|\\.)*"|(?:[^\s()[\]"\\:]|\\.)+|:/gy;

function tokensOf(text: string): string[] {
  const found: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (match === null) throw new QueryError(`Could not parse the query at character ${found.join('').length}`);
    found.push(match[0]);
  }
  return found.filter((each) => each.trim() !== '');
}

const bare = /(?<!\\)[!^~{}/]|(?<!\\)[?*](?=.)|&&|\|\|/;

function parse(text: string): Node {
  const tokens = tokensOf(text);
  let at = 0;
  const peek = (): string | undefined => tokens[at];
  const take = (): string => {
    const next = tokens[at];
    if (next === undefined) throw new QueryError('The query ends too early');
    at += 1;
    return next;
  };

  function either(): Node {
    const parts = [both()];
    while (peek() !== undefined && peek() !== ')') {
      if (peek() === 'OR') take();
      parts.push(both());
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'or', parts };
  }
  function both(): Node {
    const parts = [one(null)];
    while (peek() === 'AND') {
      take();
      parts.push(one(null));
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'and', parts };
  }
  function one(field: string | null): Node {
    const next = take();
    if (next === 'NOT') return { kind: 'not', part: one(field) };
    if (next === '(') {
      const inner = field === null ? either() : inField(either(), field);
      if (take() !== ')') throw new QueryError('A parenthesis is not closed');
      return inner;
    }
    if (next === '[') {
      const from = take();
      if (take() !== 'TO') throw new QueryError('A range needs TO');
      const to = take();
      if (take() !== ']') throw new QueryError('A range is not closed');
      if (field === null) throw new QueryError('A range needs a field');
      return { kind: 'range', field, from: plain(from), to: plain(to) };
    }
    if ([')', ']', ':', 'AND', 'OR'].includes(next)) throw new QueryError(`Unexpected ${next}`);
    if (peek() === ':' && field === null && !next.startsWith('"')) {
      take();
      const negative = next.startsWith('-');
      const part = one(negative ? next.slice(1) : next);
      return negative ? { kind: 'not', part } : part;
    }
    if (next.startsWith('"')) return { kind: 'term', field, words: wordsOf(plain(next.slice(1, -1))), phrase: true };
    if (bare.test(next) && next !== '*') throw new QueryError(`A special character must be escaped in ${next}`);
    const word = wordsOf(plain(next.replace(/^[+-]/, '')));
    const node: Node = { kind: 'term', field, words: word, phrase: word.length > 1 };
    return next.startsWith('-') ? { kind: 'not', part: node } : node;
  }

  const tree = either();
  if (at < tokens.length) throw new QueryError(`Unexpected ${tokens[at]}`);
  return tree;
}

function inField(node: Node, field: string): Node {
  if (node.kind === 'term') return { ...node, field: node.field ?? field };
  if (node.kind === 'not') return { ...node, part: inField(node.part, field) };
  if (node.kind === 'range') return node;
  return { ...node, parts: node.parts.map((part) => inField(part, field)) };
}

const plain = (text: string): string => text.replace(/\\(.)/g, '$1');
