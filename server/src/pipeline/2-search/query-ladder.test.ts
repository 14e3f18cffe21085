import { expect, test } from 'vitest';
import type { WantedTrack } from '#music';
import { planQueries as questions } from './query-ladder.ts';

const planQueries = (wanted: WantedTrack): string[] => questions(wanted).map(({ text }) => text);

const wish = (title: string, artists: string[], more: Partial<WantedTrack> = {}): WantedTrack => ({
  title,
  artists,
  album: null,
  albumArtist: null,
  trackNumber: null,
  trackTotal: null,
  discNumber: null,
  discTotal: null,
  durationMs: null,
  isrc: null,
  releaseDate: null,
  ...more,
});

test('the first question is artist and title, without version, edition and credit words', () => {
  expect(planQueries(wish('Unwell - 2007 Remaster', ['Matchbox Twenty']))[0]).toBe('Matchbox Twenty Unwell');
  expect(planQueries(wish('Rather Be (feat. Jess Glynne)', ['Clean Bandit', 'Jess Glynne']))[0]).toBe(
    'Clean Bandit Rather Be',
  );
});

test('a remixer is asked for, because other remixes would drown the wanted one', () => {
  expect(planQueries(wish('Feels Right (Gerd Janson Remix)', ['Roosevelt']))[0]).toBe(
    'Roosevelt Feels Right gerd janson remix',
  );
});

test('a live take is asked for as live first, and without the word later', () => {
  const asked = planQueries(wish('Salt - Live at the Roundhouse', ['Mina Calder']));
  expect(asked[0]).toBe('Mina Calder Salt live');
  expect(asked).toContain('mina calder salt');
});

test('other names of an artist are asked for, ours and those of people', () => {
  expect(planQueries(wish('First Love', ['宇多田ヒカル'])).some((query) => query.startsWith('Hikaru Utada'))).toBe(
    true,
  );
  expect(planQueries(wish('Salt', ['Mina Calder'], { artistAliases: { 'Mina Calder': ['M. Calder'] } }))).toContain(
    'M. Calder salt',
  );
});

test('a star in a name is no wildcard', () => {
  expect(planQueries(wish('S*it', ['N*E*R*D']))[0]).toBe('N E R D S it');
});

test('a wildcard stands for the first letter of a blocked artist', () => {
  expect(planQueries(wish('Help!', ['Beatles']))).toContain('*eatles help');
});

test('native spelling comes before the transliterated one', () => {
  const asked = planQueries(wish('夜曲', ['周杰倫']));
  expect(asked[0]).toBe('周杰倫 夜曲');
  expect(asked.some((query) => /^[a-z ]+$/.test(query))).toBe(true);
});

test('no question excludes words by a leading dash, repeats another, or consists of one-letter words', () => {
  for (const track of [
    wish('-Hello', ['-M-']),
    wish('A', ['B']),
    wish('', ['']),
    wish('x '.repeat(5000), ['y']),
    wish('!!!', ['!!!']),
  ]) {
    const asked = planQueries(track);
    expect(new Set(asked.map((query) => query.toLowerCase())).size).toBe(asked.length);
    for (const query of asked) {
      expect(query).not.toMatch(/(?:^|\s)-/);
      expect(query.length).toBeLessThanOrEqual(120);
      expect(query.split(' ').some((word) => word.length > 1)).toBe(true);
    }
  }
});

test('the album folder is the last resort', () => {
  expect(planQueries(wish('Teardrop', ['Massive Attack'], { album: 'Mezzanine (Deluxe)' })).at(-1)).toBe(
    'massive attack mezzanine',
  );
});
