import { randomBytes } from 'node:crypto';
import type { Beet } from './calls.ts';
import { BeetsProblem, BeetsRefusal, lastWords } from './problem.ts';

const maxQuery = 4096;
const maxTerms = 64;

/**
 * Takes a query apart into the terms that `beet` gets as arguments, the way a shell would: blanks separate, quotes and backslashes hold
 * together. Throws `BeetsRefusal` for what is no query.
 */
export function termsOf(query: string, field = 'query'): string[] {
  if (query.length > maxQuery) throw new BeetsRefusal(field, `must not be longer than ${maxQuery} characters`);
  if (/\p{Cc}/u.test(query)) throw new BeetsRefusal(field, 'must not contain control characters or line ends');
  const terms: string[] = [];
  let term: string | null = null;
  let quote: '"' | "'" | null = null;
  for (let at = 0; at < query.length; at += 1) {
    const sign = query.charAt(at);
    if (quote === "'" ? sign === "'" : quote === '"' && sign === '"') quote = null;
    else if (sign === '\\' && quote !== "'") {
      const next = query.charAt(at + 1);
      if (next === '') throw new BeetsRefusal(field, 'Invalid query syntax: it ends with a backslash');
      // within double quotes a backslash only holds quotes and itself, so that regular expressions need no doubling
      term = (term ?? '') + (quote === '"' && next !== '"' && next !== '\\' ? sign + next : next);
      at += 1;
    } else if (quote !== null) term = (term ?? '') + sign;
    else if (sign === '"' || sign === "'") {
      quote = sign;
      term ??= '';
    } else if (sign === ' ') {
      if (term !== null) terms.push(term);
      term = null;
    } else term = (term ?? '') + sign;
  }
  if (quote !== null) throw new BeetsRefusal(field, 'Invalid query syntax: a quotation mark is not closed');
  if (term !== null) terms.push(term);
  if (terms.length > maxTerms) throw new BeetsRefusal(field, `must not have more than ${maxTerms} terms`);
  return terms;
}

/** The terms of a query that must say something: without a word it would mean the whole library. */
export function requiredTerms(query: string, field = 'query'): string[] {
  const terms = termsOf(query, field);
  if (!terms.some((term) => /[^\s,]/u.test(term))) throw new BeetsRefusal(field, 'Query must not be empty');
  return terms;
}

/** The term that finds exactly this text in a field, capitals or not. */
export function exactly(field: string, text: string, anyCase = false): string {
  return `${field}::${anyCase ? '(?i)' : ''}^${text.replace(/[^\p{L}\p{N}\s_]/gu, '\\$&')}$`;
}

/**
 * Lists what the terms find with the given fields (`$id`, `$path` …, or a template of the person's own); one row per item or album. The marks between rows are
 * random, so that nothing that stands in tags can be taken for one.
 */
export async function list(
  beet: Beet,
  templates: readonly string[],
  terms: readonly string[],
  more: { readonly albums?: boolean; readonly timeoutMs?: number } = {},
): Promise<string[][]> {
  const mark = randomBytes(6).toString('hex');
  const [row, unit] = [`\x1e${mark}\x1e`, `\x1f${mark}\x1f`];
  const format = row + templates.join(unit);
  const { albums, ...options } = more;
  const said = await beet(['ls', ...(albums === true ? ['-a'] : []), '-f', format, '--', ...terms], options);
  requireSuccess(said, 'ls');
  return said.stdout
    .split(row)
    .slice(1)
    .map((text) => text.replace(/\n$/, '').split(unit));
}

/** One item of beets' library. Its number may be given to another one once it is removed. */
export interface BeetsItem {
  readonly id: number;
  readonly path: string;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
}

/** The items that the terms find. */
export async function items(beet: Beet, terms: readonly string[], timeoutMs?: number): Promise<BeetsItem[]> {
  const fields = ['$id', '$path', '$title', '$artist', '$album'];
  const rows = await list(beet, fields, terms, timeoutMs === undefined ? {} : { timeoutMs });
  return rows.map(([id = '', path = '', title = '', artist = '', album = '']) => ({
    id: Number(id),
    path,
    title,
    artist,
    album,
  }));
}

/** Terms that find all of these numbers, in portions that fit on a command line. */
export function portionsOf(ids: readonly number[]): string[][] {
  const portions: string[][] = [];
  for (let at = 0; at < ids.length; at += 500)
    portions.push(ids.slice(at, at + 500).flatMap((id, place) => (place === 0 ? [`id:${id}`] : [',', `id:${id}`])));
  return portions;
}

/** Throws when the command failed, with its own words. A query that beets does not understand is the caller's. */
export function requireSuccess(said: { readonly code: number; readonly stderr: string }, command: string): void {
  if (said.code === 0) return;
  const words = lastWords(said.stderr);
  if (/invalid query|not a valid|Invalid regular|unterminated|nothing to repeat|bad escape/i.test(words))
    throw new BeetsRefusal('query', `is not understood by beets: ${words}`);
  throw new BeetsProblem(
    'beets_failed',
    `beet ${command} failed (${said.code})${words === '' ? '.' : `: ${words}`}`,
    'Run the same command by hand with -v; it says more there.',
  );
}
