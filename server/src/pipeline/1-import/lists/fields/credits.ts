import { cleanText, maxFieldLength } from './clean.ts';
import { commaNames } from './comma-names.ts';

/** How a cell joins several artists. `auto`: find out from the cell itself. */
export type Joiner = ';' | ',' | ', ' | 'auto';

const featuring = /\s+(?:feat\.?|ft\.?|featuring)\s+/i;
const featuringInTitle = /[([]\s*(?:feat\.?|ft\.?|featuring)\s+([^)\]]+)[)\]]/i;
const protectedComma = '\u0001';
const knownName = new RegExp(
  `(?<=^|,\\s*)(?:${commaNames.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?=\\s*(?:,|$))`,
  'gi',
);

/**
 * Splits a cell of joined artists, main artist first.
 * What decides, strongest first: an escaped comma (`\,` of exportify.app) is part of a name; `;` joins wherever it occurs; `count` (from a
 * column of artist URIs) of one means one name, commas and all; a bare comma joins where the cell has both kinds (`Tyler, The Creator,Kali Uchis`);
 * acts known to have a comma in their name stay whole; else every comma joins. Ampersands never split: they are part of too many names.
 */
export function splitArtists(cell: string, joiner: Joiner = 'auto', count: number | null = null): string[] {
  if (cell.length > maxFieldLength * 5) return [cell]; // No list of artists; refused as too long by whoever asked.
  const guarded = cell.replace(/\s+/g, ' ').replaceAll('\\,', protectedComma);
  const parts = divide(guarded, joiner, count)
    .flatMap((part) => part.split(featuring))
    .map((part) => cleanText(part.replaceAll(protectedComma, ',')))
    .filter((part) => part !== '');
  return unique(parts);
}

/** Adds artists that only the title credits (`(feat. X)`), and splits them off a joined name (`A & X`). The title itself stays as it is. */
export function creditFeatured(artists: readonly string[], title: string): string[] {
  const found = featuringInTitle.exec(title)?.[1];
  if (found === undefined) return [...artists];
  const guests = splitArtists(found);
  const apart = artists.flatMap((artist) => {
    const guest = guests.find((name) => artist.toLowerCase().endsWith(` & ${name.toLowerCase()}`));
    return guest === undefined
      ? [artist]
      : [artist.slice(0, -guest.length - 3).trim(), guest].filter((name) => name !== '');
  });
  const known = new Set(apart.map((name) => name.toLowerCase()));
  return unique([...apart, ...guests.filter((guest) => !isMadeOf(guest, known))]);
}

/** Whether a credit such as "X & Y" only joins artists that are credited one by one already. */
function isMadeOf(credit: string, known: ReadonlySet<string>): boolean {
  const parts = credit.toLowerCase().split(/\s+(?:&|\+|x|and|und|y|et)\s+/);
  return parts.length > 1 && parts.every((part) => known.has(part.trim()));
}

/** The joiner that a sample of cells shows: `;` in any cell, else a bare comma in any, else `auto`. */
export function sniffJoiner(cells: readonly string[]): Joiner {
  if (cells.some((cell) => cell.includes(';'))) return ';';
  const bare = cells.some((cell) => /,\S/.test(cell.replaceAll('\\,', '').replace(/\d,\d/g, '')));
  return bare ? ',' : 'auto';
}

function divide(cell: string, joiner: Joiner, count: number | null): string[] {
  if (cell.includes(';') && joiner !== ', ') return cell.split(';');
  if (joiner === ';' || count === 1 || !cell.includes(',')) return [cell];
  const whole = cell.replace(knownName, (name) => name.replaceAll(',', protectedComma));
  const bare = whole.split(/,(?!\s)/);
  if (joiner === ',' || bare.length > 1) return bare;
  const all = whole.split(',');
  // More parts than artists: some name has a comma. The main artist is what matters, so the surplus goes to the first.
  if (count !== null && all.length > count) {
    const surplus = all.length - count + 1;
    return [all.slice(0, surplus).join(','), ...all.slice(surplus)];
  }
  return all;
}

function unique(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    const key = name.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
