import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLibraryStore } from '#library';
import { compareRecordings } from '#pipeline/match';
import { makeTrack } from '#test/file-house';
import { musicSection, openPlexStack, type PlexStack } from '#test/plex-stack';
import { createCatalogueStore } from './catalogue.store.ts';
import { createCatalogue } from './catalogue.ts';
import { createFileMatchStore } from './files.store.ts';
import { createFileMatching } from './files.ts';
import { createPlexLookup } from './lookup.ts';

const signal = new AbortController().signal;
let stack: PlexStack;
beforeAll(async () => {
  const tracks = ['First', 'Second'].map((title) => ({ title, file: `/data/music/Ann/One/${title}.flac` }));
  stack = await openPlexStack({
    world: { sections: [musicSection({ albums: [{ artist: 'Ann', title: 'One', tracks }] })] },
  });
});
afterAll(() => stack.close());

const facts = {
  format: 'flac',
  extension: 'flac',
  codec: 'FLAC',
  lossless: true,
  bitrateKbps: 900,
  sampleRateHz: 44_100,
  bitDepth: 16,
  durationMs: 200_000,
  sizeBytes: 1,
} as const;

test('each file of the library finds its track, by path or by what it is; others have a reason until Plex has them', async () => {
  const { db, standIn, plex } = stack;
  const library = createLibraryStore(db);
  const file = (path: string, title: string) =>
    library.add(db, { path, wishId: null, track: makeTrack({ title, artists: ['Ann'] }), facts } as never);
  const byPath = await file('Ann/One/First.flac', 'Tagged quite otherwise');
  const bySound = await file('Elsewhere/Second.mp3', 'Second');
  const late = await file('Ann/One/Third.flac', 'Third');
  const catalogue = createCatalogue({ client: plex.client, store: createCatalogueStore(db) });
  const matches = createFileMatchStore(db);
  const matching = createFileMatching({
    db,
    store: matches,
    catalogue: catalogue.store,
    lookup: createPlexLookup({
      db,
      store: catalogue.store,
      maxCandidates: 20,
      likeness: (sought, owned) =>
        compareRecordings(sought, owned).match ? compareRecordings(sought, owned).score : 0,
    }),
    pathMap: async () => stack.pathMap,
    pathOf: (path) => `/music/${path}`,
  });
  const read = async () => {
    const section = await plex.client.musicSection();
    if (section !== null) await catalogue.read(section, signal);
    await matching.turn(signal);
  };
  const stored = async () => await db.selectFrom('plex_file_matches').selectAll().orderBy('library_file_id').execute();

  await matching.turn(signal);
  expect(await stored()).toEqual([]);
  await read();
  expect(await stored()).toMatchObject([
    { library_file_id: byPath, matched_by: 'path', confidence: 1, reason: null },
    { library_file_id: bySound, matched_by: 'recording', reason: null },
    { library_file_id: late, rating_key: null, reason: expect.stringContaining('/data/music/Ann/One/Third.flac') },
  ]);
  expect(await matches.unmatched(0, 10)).toMatchObject([{ library_file_id: late }]);
  const section = standIn.library.sections[0];
  const first = section?.tracks[0];
  if (section === undefined || first === undefined) throw new Error('There is no library.');
  const path = '/data/music/Ann/One/Third.flac';
  standIn.library.add(section, { artist: 'Ann', album: 'One', title: '03', file: path, size: 1 });
  standIn.library.remove(first);
  await read();
  expect(await stored()).toMatchObject([
    { rating_key: null, reason: expect.any(String) },
    { matched_by: 'recording' },
    { matched_by: 'path', reason: null },
  ]);
});
