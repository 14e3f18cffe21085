import { normalise } from '#music';
import type { FoundItem, ItemType } from './ports.ts';
import type { ReadQuery } from './query.ts';

/** Shares of title, artist, album and of all together. Source: contract §4.6. */
const shares: Readonly<Record<ItemType, readonly [number, number, number, number]>> = {
  track: [0.55, 0.25, 0.15, 0.05],
  album: [0.35, 0.15, 0.4, 0.1],
  artist: [0.2, 0.6, 0.1, 0.1],
};

/** What the search asks for beyond its words. */
export interface Preferences {
  /** Upper case, best first; empty: lossless first. */
  readonly formats: readonly string[];
  readonly years: readonly [number, number] | null;
  /** A certain type was asked for. */
  readonly types: ReadonlySet<ItemType> | null;
}

const longest = 300;

function pairs(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (let at = 0; at + 2 <= text.length; at += 1) {
    const pair = text.slice(at, at + 2);
    found.set(pair, (found.get(pair) ?? 0) + 1);
  }
  return found;
}

/** Likeness of two comparable texts, 0..1: Dice's coefficient over letter pairs; bears slips. */
export function likeness(left: string, right: string): number {
  if (left === '' || right === '') return 0;
  if (left === right) return 1;
  const [a, b] = [pairs(left.slice(0, longest)), pairs(right.slice(0, longest))];
  let shared = 0;
  for (const [pair, count] of a) shared += Math.min(count, b.get(pair) ?? 0);
  const all = Math.min(left.length, longest) + Math.min(right.length, longest) - 2;
  return all <= 0 ? 0 : (2 * shared) / all;
}

/** How far a field is what was asked for: the share of its words that the query holds, or its likeness to the part of the query that names it. */
function fit(field: string, part: string | null, all: ReadonlySet<string>, query: string): number {
  if (field === '') return 0;
  if (part !== null) return likeness(field, part);
  const words = field.split(' ');
  const held = words.filter((word) => all.has(word)).length / words.length;
  return Math.max(held, likeness(field, query));
}

function formatBoost(format: string | null, preferred: readonly string[]): number {
  if (format === null) return 0;
  if (preferred.length > 0) {
    const place = preferred.indexOf(format);
    return place === -1 ? 0 : Math.max(0.03, 0.15 - 0.03 * place);
  }
  if (format === 'FLAC') return 0.15;
  if (format === 'ALAC') return 0.12;
  return format === 'AAC' || format === 'OGG' ? 0.03 : 0;
}

function bitrateBoost(bitrate: number | null): number {
  if (bitrate === null) return 0;
  return bitrate >= 1000 ? 0.1 : bitrate >= 320 ? 0.05 : bitrate >= 256 ? 0.02 : 0;
}

const clamp = (value: number): number => Math.max(0, Math.min(1, value));

/**
 * Relevance of an item, 0..1, to four decimals. It depends on the query, the preferences and the item alone, so that a page never changes it. Words of the
 * query that the item does not hold anywhere count against it. Source of shares and boosts: contract §4.6.
 */
export function scoreOf(item: FoundItem, query: ReadQuery, preferences: Preferences): number {
  const title = normalise(item.title.slice(0, longest));
  const artist = normalise(item.artists.slice(0, 20).join(' ').slice(0, longest));
  const album = normalise((item.album ?? '').slice(0, longest));
  const asked = new Set(query.all.split(' ').slice(0, 60));
  const [titleShare, artistShare, albumShare, wholeShare] = shares[item.type];
  const whole = `${artist} ${title}`.trim();
  let relevance =
    titleShare * fit(title, query.title, asked, query.all) +
    artistShare * fit(artist, query.artist, asked, query.all) +
    // An album that nobody named is no flaw of its track.
    albumShare * (item.type === 'album' ? fit(album, query.title, asked, query.all) : albumFit(album, asked)) +
    wholeShare * likeness(whole, query.all);
  const held = new Set(`${whole} ${album}`.split(' '));
  const covered = [...asked].filter((word) => held.has(word)).length / Math.max(1, asked.size);
  relevance *= 0.4 + 0.6 * Math.max(covered, likeness(whole, query.all));
  if (title !== '' && (title === query.title || title === query.all)) relevance += 0.05;
  else if (album !== '' && (album === query.title || album === query.all)) relevance += 0.03;
  const inYears = preferences.years !== null && item.year !== null;
  const boosts =
    formatBoost(item.format, preferences.formats) +
    bitrateBoost(item.bitrateKbps) +
    (inYears && item.year >= (preferences.years?.[0] ?? 0) && item.year <= (preferences.years?.[1] ?? 0) ? 0.05 : 0) +
    (preferences.types?.has(item.type) === true ? 0.1 : 0);
  // What has nothing to do with the query is not saved by being lossless.
  return Math.round(clamp(relevance + boosts * clamp(2 * relevance)) * 10_000) / 10_000;
}

function albumFit(album: string, asked: ReadonlySet<string>): number {
  if (album === '') return 0;
  const words = album.split(' ');
  return words.filter((word) => asked.has(word)).length / words.length;
}
