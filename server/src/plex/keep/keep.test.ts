import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compareRecordings } from '#pipeline/match';
import { musicSection, openPlexStack, type PlexStack } from '#test/plex-stack';
import { createCatalogueStore } from '../catalogue/catalogue.store.ts';
import { createCatalogue } from '../catalogue/catalogue.ts';
import { createPlexLookup } from '../catalogue/lookup.ts';
import type { KeptRow } from '../ports.ts';
import { createKeeper } from './keep.ts';
import { createKeptStore } from './kept.store.ts';

const signal = new AbortController().signal;
const count = 520;
let stack: PlexStack;
let source: { name: string; imageUrl: string | null; rows: KeptRow[] } | null;
let told: { status: string; details: Record<string, unknown> }[];

const titleOf = (number: number) => `Song ${number} of ${['Moss', 'Amber', 'Lake', 'Thorn'][number % 4]}${number}`;
const row = (number: number, more: Partial<KeptRow> = {}): KeptRow => ({
  key: `spotify:track:${number}#1`,
  title: titleOf(number),
  artists: ['Ann'],
  album: 'One',
  durationMs: 200_000,
  isrc: null,
  path: null,
  reason: 'Nobody offers it.',
  ...more,
});
const rows = (...numbers: number[]): KeptRow[] => numbers.map((number) => row(number));

beforeEach(async () => {
  told = [];
  source = { name: 'Mine', imageUrl: 'http://127.0.0.1:9/cover.jpg', rows: rows(1, 2, 3) };
  const tracks = Array.from({ length: count }, (_none, at) => ({
    title: titleOf(at),
    index: at + 1,
    durationMs: 200_000,
    file: `/data/music/Ann/One/${at}.flac`,
  }));
  stack = await openPlexStack({
    world: { sections: [musicSection({ albums: [{ artist: 'Ann', title: 'One', tracks }] })] },
    maxUrlBytes: 900,
  });
  await readCatalogue();
});
afterEach(() => stack.close());

function catalogue() {
  return createCatalogue({ client: stack.plex.client, store: createCatalogueStore(stack.db) });
}
async function readCatalogue(): Promise<void> {
  const section = await stack.plex.client.musicSection();
  if (section !== null) await catalogue().read(section, signal);
}

function keeper() {
  const { store } = catalogue();
  const kept = createKeptStore(stack.db);
  const lookup = createPlexLookup({
    db: stack.db,
    store,
    maxCandidates: 20,
    likeness: (sought, owned) => {
      const { match, score } = compareRecordings(sought, owned);
      return match ? score : 0;
    },
  });
  const { keep } = createKeeper({
    plex: stack.plex,
    kept,
    lookup,
    find: async () =>
      source && {
        ...source,
        async *portions() {
          yield source?.rows ?? [];
        },
      },
    pathMap: async () => stack.pathMap,
    pathOf: (path) => `/music/${path}`,
    revision: () => store.revision(),
    record: async (_type, status, details) => {
      told.push({ status, details });
    },
  });
  return {
    kept,
    once: async () => {
      const list = (await kept.find('playlist', 'p')) ?? (await kept.setKeep('playlist', 'p', true));
      await keep(list, signal);
      const after = await kept.find('playlist', 'p');
      if (after === null) throw new Error('The list is not kept.');
      return after;
    },
  };
}

const keyOf = (number: number): string => {
  const track = stack.standIn.library.sections[0]?.tracks.find((each) => each.title === titleOf(number));
  if (track === undefined) throw new Error(`Plex has no ${titleOf(number)}.`);
  return track.ratingKey;
};
const numberOf = new Map<string, number>();
/** The list at Plex, by the numbers of its songs. */
const shown = (ratingKey: string | null): number[] => {
  if (numberOf.size === 0) for (let at = 0; at < count; at += 1) numberOf.set(keyOf(at), at);
  return stack.standIn.playlist(ratingKey ?? '').items.map((item) => numberOf.get(item.ratingKey) ?? -1);
};
const lists = async () => (await stack.plex.playlists.list({ offset: 0, limit: 100 })).items;
const edit = async (
  ratingKey: string | null,
  change: (id: string, items: readonly { id: number }[]) => Promise<void>,
) => await change(ratingKey ?? '', stack.standIn.playlist(ratingKey ?? '').items);

describe('a playlist that is kept', () => {
  test('is made once, with title and picture, and stays as people change it', async () => {
    const { once } = keeper();
    const { rating_key: key, state } = await once();
    expect([state, shown(key)]).toEqual(['kept', [1, 2, 3]]);
    expect(stack.standIn.playlist(key ?? '')).toMatchObject({
      title: 'Mine',
      posters: ['http://127.0.0.1:9/cover.jpg'],
    });
    const { playlists } = stack.plex;
    await playlists.append(key ?? '', [keyOf(9)]);
    await edit(key, (id, items) => playlists.moveItem(id, String(items[3]?.id), String(items[0]?.id)));
    await edit(key, (id, items) => playlists.removeItem(id, String(items[3]?.id)));
    await playlists.setPoster(key ?? '', 'http://127.0.0.1:9/mine.jpg');
    expect(shown(key)).toEqual([1, 9, 2]);
    source = { name: 'Renamed', imageUrl: null, rows: rows(1, 4, 2, 3) };
    await once();
    expect(shown(key)).toEqual([1, 4, 9, 2]);
    expect(stack.standIn.playlist(key ?? '')).toMatchObject({
      title: 'Renamed',
      posters: [{}, {}].map(() => expect.any(String)),
    });
    await playlists.change(key ?? '', { title: 'By hand' });
    source = { name: 'Again', imageUrl: null, rows: rows(3, 1, 4) };
    await once();
    expect(shown(key)).toEqual([1, 4, 9]);
    expect(stack.standIn.playlist(key ?? '').title).toBe('By hand');
    expect((await lists()).length).toBe(1);
  });

  test('has a reason for each gap, and the new file in its place as soon as Plex knows it', async () => {
    const { once, kept } = keeper();
    const late = row(900, { title: 'Late', path: 'Ann/One/late.flac' });
    source = { name: 'Mine', imageUrl: null, rows: [row(1), late, row(901, { title: 'Wanted' }), row(2)] };
    const list = await once();
    expect(shown(list.rating_key)).toEqual([1, 2]);
    expect(await kept.page(list.id, 'gaps', 10, 0)).toMatchObject({
      total: 2,
      items: [{ reason: expect.stringContaining('does not know it yet') }, { reason: 'Nobody offers it.' }],
    });
    const section = stack.standIn.library.sections[0];
    if (section === undefined) throw new Error('There is no library.');
    // tagged otherwise than Spotify names it: the file is the same all the same
    const file = { artist: 'Ann B.', album: 'One', title: 'Zu spät', file: '/data/music/Ann/One/late.flac', size: 1 };
    const added = stack.standIn.library.add(section, file);
    await readCatalogue();
    expect(await kept.due(await catalogue().store.revision())).toMatchObject([{ id: list.id }]);
    await once();
    expect(stack.standIn.playlist(list.rating_key ?? '').items.map((item) => item.ratingKey)).toEqual([
      keyOf(1),
      added.ratingKey,
      keyOf(2),
    ]);
    expect((await kept.page(list.id, 'all', 10, 1)).items[0]).toMatchObject({ matchedBy: 'path', confidence: 1 });
  });

  test('waits while Plex has none of its tracks, and is made then', async () => {
    const { once } = keeper();
    source = { name: 'Mine', imageUrl: null, rows: [row(900, { title: 'Nowhere' })] };
    expect(await once()).toMatchObject({ state: 'waiting', rating_key: null, reason_code: 'no_tracks' });
    expect(await lists()).toEqual([]);
    source.rows.push(row(5));
    expect(await once()).toMatchObject({ state: 'kept' });
  });

  test('that was deleted in Plex is not made again by itself, but when it is switched on again', async () => {
    const { once, kept } = keeper();
    const { rating_key: key } = await once();
    await stack.plex.playlists.remove(key ?? '');
    expect(await once()).toMatchObject({ state: 'gone', keep: false, remedy: expect.any(String) });
    expect(told).toMatchObject([{ status: 'plex_playlist_failed', details: { code: 'deleted_in_plex' } }]);
    expect(await lists()).toEqual([]);
    await kept.setKeep('playlist', 'p', true);
    expect(shown((await once()).rating_key)).toEqual([1, 2, 3]);
  });

  test('never touches a list of the same title, and leaves its own alone when the source is gone', async () => {
    const other = stack.standIn.addPlaylist({ title: 'Mine', ratingKeys: [keyOf(7)] });
    const { once } = keeper();
    const { rating_key: key } = await once();
    expect(key).not.toBe(other);
    source = null;
    expect(await once()).toMatchObject({ state: 'failed', reason_code: 'source_gone' });
    expect([shown(other), shown(key)]).toEqual([[7], [1, 2, 3]]);
  });

  test('tells what is wrong with Plex, and goes on when that is over', async () => {
    const { once } = keeper();
    await stack.standIn.goDown();
    expect(await once()).toMatchObject({ state: 'failed', remedy: expect.any(String) });
    await stack.standIn.comeUp();
    await stack.plex.status();
    stack.standIn.setToken('another');
    expect(await once()).toMatchObject({ state: 'failed', reason_code: 'unauthorised' });
    stack.standIn.setToken('plex-token-of-the-stand-in');
    await stack.plex.status();
    expect(await once()).toMatchObject({ state: 'kept', reason: null });
  });

  test('holds the same track as often as the source does', async () => {
    const { once } = keeper();
    const twice = row(1, { key: 'spotify:track:1#2' });
    source = { name: 'Mine', imageUrl: null, rows: [row(1), row(2), twice] };
    const { rating_key: key } = await once();
    expect(shown(key)).toEqual([1, 2, 1]);
    source.rows = [row(2), twice];
    await once();
    expect(shown(key)).toEqual([2, 1]);
  });
});

/** The line breaks at the nth change of that kind, before it is done or before we hear of it; then a new process goes on. */
const breaks = ['reset', 'answer-lost'].flatMap((kind) =>
  ['POST', 'PUT', 'DELETE'].flatMap((method) => [0, 1, 2, 3].map((after) => ({ kind, method, after }))),
);
test('broken off at any step, nothing is doubled, lost or out of order', async () => {
  for (const { kind, method, after } of breaks) {
    await stack.db.deleteFrom('plex_kept_lists').execute();
    for (const list of await lists()) await stack.plex.playlists.remove(list.ratingKey);
    const broken = async (): Promise<void> => {
      stack.standIn.fault({ method, after, path: '/', fault: { kind: kind as 'reset' } });
      await keeper().once();
      stack.standIn.clearFaults();
      await stack.plex.status();
    };
    const step = `${kind} ${method} ${after}`;
    source = { name: 'Mine', imageUrl: null, rows: rows(1, 2, 3, 4, 5, 6) };
    await broken();
    const { rating_key: key, state } = await keeper().once();
    expect([step, state, shown(key), (await lists()).length]).toEqual([step, 'kept', [1, 2, 3, 4, 5, 6], 1]);
    source.rows = rows(7, 6, 1, 4, 8, 2, 9);
    await stack.plex.playlists.append(key ?? '', [keyOf(7)]);
    await broken();
    expect([step, (await keeper().once()).state, shown(key)]).toEqual([step, 'kept', [7, 6, 1, 4, 8, 2, 9, 7]]);
  }
});

test('500 tracks stay in order after 20 edits on each side, with what was added by hand, and nothing doubled', async () => {
  const { once } = keeper();
  const numbers = Array.from({ length: 500 }, (_none, at) => at);
  source = { name: 'Mine', imageUrl: null, rows: rows(...numbers) };
  const { rating_key: key } = await once();
  expect(shown(key)).toEqual(numbers);
  const [random] = fc.sample(fc.array(fc.nat(1_000_000), { minLength: 120, maxLength: 120 }), 1);
  let drawn = 0;
  const draw = (below: number): number => (random?.[drawn++] ?? 0) % below;
  const hand = new Set<string>();
  const out = new Set<number>();
  const { playlists } = stack.plex;
  for (let edits = 0; edits < 20; edits += 1) {
    // in Spotify
    const [moved] = source.rows.splice(draw(source.rows.length), 1);
    if (edits % 3 === 0) source.rows.splice(draw(source.rows.length), 0, row(500 + edits));
    else if (edits % 3 === 1 && moved !== undefined) source.rows.splice(draw(source.rows.length), 0, moved);
    // in Plex
    const items = stack.standIn.playlist(key ?? '').items;
    const at = draw(items.length);
    const id = String(items[at]?.id);
    if (edits % 2 === 0) {
      await playlists.append(key ?? '', [keyOf(draw(500))]);
      const last = String(stack.standIn.playlist(key ?? '').items.at(-1)?.id);
      hand.add(last);
      await playlists.moveItem(key ?? '', last, id);
    } else if (!hand.has(id)) {
      await playlists.removeItem(key ?? '', id);
      out.add(numberOf.get(items[at]?.ratingKey ?? '') ?? -1);
    }
    if (edits === 9) await once();
  }
  expect(await once()).toMatchObject({ state: 'kept' });
  const items = stack.standIn.playlist(key ?? '').items;
  const mine = items.filter((item) => !hand.has(String(item.id))).map((item) => numberOf.get(item.ratingKey));
  const wanted = source.rows.map((each) => Number(/:(\d+)#/.exec(each.key)?.[1])).filter((number) => !out.has(number));
  expect(mine).toEqual(wanted);
  expect([...hand].filter((id) => !items.some((item) => String(item.id) === id))).toEqual([]);
  const calls = stack.standIn.requests.length;
  await once();
  // nothing changed: it is only read
  expect(stack.standIn.requests.slice(calls).every(({ method }) => method === 'GET')).toBe(true);
});
