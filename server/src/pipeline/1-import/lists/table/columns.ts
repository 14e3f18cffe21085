import { type Column, headerWords } from './header-words.ts';

/** Lower case, no accents, letters and digits only: `Künstlername(n)` → `kunstlernamen`. */
export function headerKey(header: string): string {
  return header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const columnOf: ReadonlyMap<string, Column> = new Map(
  (Object.entries(headerWords) as [Column, string][]).flatMap(([column, names]) =>
    names.split('|').map((name) => [headerKey(name), column] as const),
  ),
);

// Words that mean something else when a better word is there too.
const weak = new Set([
  'name',
  'namn',
  'naam',
  'nombre',
  'nom',
  'nome',
  'ad',
  'url',
  'link',
  'uri',
  'track',
  'nummer',
  'trackid',
  'release',
  'time',
]);

/** Where the columns stand; the first column wins where two mean the same. */
export type Columns = Partial<Readonly<Record<Column, number>>> & {
  readonly moreArtists?: readonly number[];
  readonly durationUnit?: 'ms' | 's' | 'guess';
};

/** Reads a header row. Unknown words are left out; a row of data gives an empty or nearly empty result. */
export function readHeader(cells: readonly string[]): Columns {
  const found: Partial<Record<Column, number>> = {};
  for (const wanted of ['strong', 'weak'] as const)
    for (const [at, cell] of cells.entries()) {
      const key = headerKey(cell);
      const column = columnOf.get(key);
      if (column !== undefined && weak.has(key) === (wanted === 'weak')) found[column] ??= at;
    }
  const unitWord = found.duration === undefined ? '' : headerKey(cells[found.duration] ?? '');
  const moreArtists = cells.flatMap((cell, at) => (/^artistname([2-9]|10)$/.test(headerKey(cell)) ? [at] : []));
  return {
    ...found,
    ...(found.duration === undefined
      ? {}
      : {
          durationUnit: unitWord.endsWith('ms')
            ? 'ms'
            : /(?:sec|s)$/.test(unitWord) && unitWord !== 'dauers'
              ? 's'
              : 'guess',
        }),
    ...(moreArtists.length === 0 ? {} : { moreArtists }),
  };
}
