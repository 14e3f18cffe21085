import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareRecordings } from '#pipeline/match';
import { createCatalogue, createCatalogueStore, createPlexLookup } from '#plex';
import { makeTrack } from '#test/file-house';
import { musicSection, openPlexStack, type PlexStack } from '#test/plex-stack';
import { ownedInPlex } from '../../wings/plex-owned.ts';

let stack: PlexStack;
beforeAll(async () => {
  stack = await openPlexStack({
    world: {
      sections: [
        musicSection({
          albums: [
            {
              artist: 'Mira Vantour',
              title: 'Nordlichtkeller',
              tracks: [
                { title: 'Glasregen', durationMs: 214_000 },
                { title: 'Nachtzug (Live)', durationMs: 300_000 },
              ],
            },
          ],
          generate: 20_000,
        }),
      ],
    },
  });
});
afterAll(() => stack.close());

const signal = new AbortController().signal;
const track = (title: string, durationMs: number | null, artists = ['Mira Vantour']) =>
  makeTrack({ title, artists, durationMs, isrc: null });

test('what Plex has counts as owned, other versions and other songs do not', async () => {
  const store = createCatalogueStore(stack.db);
  const catalogue = createCatalogue({ client: stack.plex.client, store });
  const lookup = createPlexLookup({
    db: stack.db,
    store,
    maxCandidates: 50,
    likeness: (sought, owned) => {
      const { match, score } = compareRecordings(sought, owned);
      return match ? score : 0;
    },
  });
  const set = { baseUrl: 'http://plex', token: 'x', library: null, clientIdentifier: 'c' };
  const tracks = [
    track('Glasregen', 213_500),
    track('Glasregen - Remastered 2011', 214_900),
    track('Glasregn', 214_000),
    track('Glasregen', 400_000),
    track('Nachtzug', 300_000),
    track('Nirgends', null),
    track('Track 19999', null, ['Artist 00417']),
  ];
  const owned = (connection: object) =>
    ownedInPlex({ credentials: { connection: async () => ({ ...set, ...connection }) }, catalogue, lookup });
  expect(await owned({ token: null }).find(tracks, signal)).toEqual(tracks.map(() => false));
  expect(await owned({}).find(tracks, signal)).toMatchObject({ code: 'plex_unread' });
  const section = await stack.plex.client.musicSection();
  if (section === null) throw new Error('There is no library.');
  expect(await catalogue.read(section, signal)).toMatchObject({ tracks: 20_002, whole: true });
  expect(await owned({}).find(tracks, signal)).toEqual([true, true, true, false, false, false, true]);
});
