import { afterEach, describe, expect, it } from 'vitest';
import {
  type Awkward,
  addAwkward,
  generateWorld,
  insertRows,
  newRow,
  type SpotifyOptions,
  type SpotifyStandIn,
} from '../index.ts';
import { type Client, startSignedIn } from '../testing.ts';

type Row = Record<string, unknown> & { readonly item: Record<string, unknown> | null };
interface Page {
  readonly items: readonly Row[];
  readonly total: number;
  readonly next: string | null;
  readonly offset: number;
}

let spotify: SpotifyStandIn;
let call: Client;
let awkward: Awkward;
afterEach(async () => await spotify.close());

async function start(options: SpotifyOptions = {}, playlists: readonly number[] = [6]): Promise<string> {
  const world = generateWorld({ artists: 5, playlists });
  awkward = addAwkward(world, 'hub.tester');
  ({ spotify, call } = await startSignedIn({ world, ...options }));
  return [...world.playlists.keys()][0] ?? '';
}

const page = async (path: string): Promise<Page> => (await call('GET', path)).json as Page;
const urisOf = async (id: string): Promise<readonly unknown[]> =>
  (await page(`/playlists/${id}/items?limit=50`)).items.map((row) => row.item?.uri);
const snapshotOf = async (id: string): Promise<unknown> =>
  ((await call('GET', `/playlists/${id}?fields=snapshot_id`)).json as { snapshot_id: unknown }).snapshot_id;

describe('reading', () => {
  it('pages by fifty at most, to the end of ten thousand rows in 200 calls', async () => {
    const id = await start({}, [10_000]);
    expect((await call('GET', `/playlists/${id}/items?limit=51`)).json).toMatchObject({
      error: { status: 400, message: 'Invalid limit' },
    });
    spotify.calls.reset();
    const seen = new Set<unknown>();
    for (let offset = 0; ; offset += 50) {
      const { items, next, total } = await page(
        `/playlists/${id}/items?limit=50&offset=${offset}&fields=next,total,items(item(uri))`,
      );
      for (const row of items) seen.add(row.item?.uri);
      expect(total).toBe(10_000);
      if (next === null) break;
      expect(next).toContain(`/v1/playlists/${id}/items?`);
      expect(next).not.toContain('fields');
    }
    expect(seen.size).toBe(10_000);
    expect(spotify.calls.byRoute()).toEqual({ 'GET /playlists/{id}/items': 200 });
  });

  it('shows every odd row as the original does', async () => {
    await start();
    const { items } = await page(`/playlists/${awkward.mixed.id}/items?limit=50&additional_types=track,episode`);
    expect(items[1]?.item).toBeNull();
    expect(items[2]).toMatchObject({ is_local: true, item: { id: null, is_local: true, duration_ms: 187_000 } });
    expect(items[2]?.item?.uri).toBe('spotify:local:Garagen+Combo::Probe+7%3A+der+Abend:187');
    expect(items[0]?.item?.uri).toBe(items[4]?.item?.uri);
    expect(items[7]?.item).toMatchObject({ is_playable: false, restrictions: { reason: 'market' } });
    expect(items[8]?.item).toMatchObject({ is_playable: false, restrictions: { reason: 'product' } });
    expect(items[10]?.item).toMatchObject({ type: 'episode', show: { type: 'show' } });
    expect(items.map((row) => row.added_at).slice(0, 2)).toEqual([null, '1970-01-01T00:00:00Z']);
    expect(items[1]).toMatchObject({ added_by: { id: '' } });
    expect(items[2]?.added_by).toBeNull();
    expect(items.at(-1)?.item).toMatchObject({ name: '../../etc/passwd', external_ids: {}, album: { images: null } });
    expect(items.at(-1)?.item).toMatchObject({ album: { release_date: '0000', release_date_precision: 'year' } });
  });

  it('makes half-empty tracks of episodes for those who do not ask for them', async () => {
    await start();
    const { items } = await page(`/playlists/${awkward.mixed.id}/items?limit=50`);
    expect(items[10]?.item).toMatchObject({ type: 'track', episode: true, track: false, artists: [{ name: '' }] });
  });

  it('says track and not item before the cut, both when told so, and all the old fields', async () => {
    const id = await start({ regime: 'dev_legacy' });
    const [row] = (await page(`/playlists/${id}/items`)).items;
    expect(row).toHaveProperty('track.popularity');
    expect(row).toHaveProperty('track.available_markets');
    expect(row).not.toHaveProperty('item');
    const whole = (await call('GET', `/playlists/${id}`)).json;
    expect(whole).toHaveProperty('tracks.total', 6);
    expect(whole).not.toHaveProperty('items');
    expect((await page(`/playlists/${id}/tracks?limit=100`)).items).toHaveLength(6);
    spotify.strings.manners.bothRowNames = true;
    expect((await page(`/playlists/${id}/items`)).items[0]).toHaveProperty('item.name');
  });

  it("keeps the contents of somebody else's list back in the restricted regime only", async () => {
    await start();
    const { id } = awkward.foreign;
    const whole = await call('GET', `/playlists/${id}`);
    expect(whole.status).toBe(200);
    expect(whole.json).toMatchObject({ name: 'Fremde Schätze', owner: { id: 'someone.else', display_name: null } });
    expect(whole.json).not.toHaveProperty('items');
    expect((await call('GET', `/playlists/${id}/items`)).json).toEqual({
      error: { status: 403, message: 'Forbidden' },
    });
    spotify.strings.regime = 'dev_legacy';
    expect((await page(`/playlists/${id}/items`)).items).toHaveLength(8);
  });

  it("has neither Spotify's own lists nor those that are gone or somebody's secret", async () => {
    await start();
    const gone = { error: { status: 404, message: 'Resource not found' } };
    expect((await call('GET', `/playlists/${awkward.bySpotify.id}`)).json).toEqual(gone);
    awkward.foreign.public = false;
    expect((await call('GET', `/playlists/${awkward.foreign.id}`)).json).toEqual(gone);
    spotify.world.dropPlaylist(awkward.mixed.id);
    expect((await call('GET', `/playlists/${awkward.mixed.id}/items`)).json).toEqual(gone);
    expect((await call('GET', '/playlists/short')).status).toBe(400);
  });

  it('lists null entries, lists without name and cover, and totals beyond what can be seen', async () => {
    await start();
    const { items } = (await call('GET', '/me/playlists?limit=50')).json as { items: (object | null)[] };
    expect(items).toContain(null);
    expect(items.at(-1)).toMatchObject({ name: '', images: null, items: { total: 0 } });
    expect(items[3]).not.toHaveProperty('items');
    const hidden = await page(`/playlists/${awkward.withHiddenRows.id}/items`);
    expect(hidden).toMatchObject({ total: 6, next: null });
    expect(hidden.items).toHaveLength(3);
  });

  it('keeps what `fields` names and ignores names that it does not know', async () => {
    const id = await start();
    const { json } = await call(
      'GET',
      `/playlists/${id}?fields=name,nonsense(x),items(total,items(added_at,item(name,album.name),track(name)))`,
    );
    const { items, ...rest } = json as { items: Page };
    expect(rest).toEqual({ name: 'Playlist 1' });
    expect(Object.keys(items)).toEqual(['items', 'total']);
    expect(Object.keys(items.items[0] ?? {})).toEqual(['added_at', 'item']);
    expect(Object.keys(items.items[0]?.item ?? {})).toEqual(['album', 'name']);
    const without = (await call('GET', `/playlists/${id}?fields=!items,!images`)).json;
    expect(without).toHaveProperty('snapshot_id');
    expect(without).not.toHaveProperty('items');
  });

  it('answers 304 to the tag of an unchanged list', async () => {
    const id = await start();
    const etag = (await call('GET', `/playlists/${id}`)).headers.get('etag') ?? '';
    const same = await call('GET', `/playlists/${id}`, undefined, { 'if-none-match': etag });
    expect([same.status, same.text]).toEqual([304, '']);
    const track = [...spotify.world.tracks.keys()][7];
    await call('POST', `/playlists/${id}/items`, { uris: [`spotify:track:${track}`] });
    const other = await call('GET', `/playlists/${id}`, undefined, { 'if-none-match': etag });
    expect(other.status).toBe(200);
  });
});

describe('changing', () => {
  const tracks = (): readonly string[] => [...spotify.world.tracks.keys()].map((id) => `spotify:track:${id}`);

  it('adds at the end or at a position, and moves the snapshot', async () => {
    const id = await start();
    const before = await urisOf(id);
    const old = await snapshotOf(id);
    const [x, y, z] = tracks().slice(20);
    const added = await call('POST', `/playlists/${id}/items`, { uris: [x, y] });
    expect(added.status).toBe(201);
    expect(added.json).toEqual({ snapshot_id: await snapshotOf(id) });
    expect(await snapshotOf(id)).not.toBe(old);
    await call('POST', `/playlists/${id}/items`, { uris: [z], position: 1 });
    expect(await urisOf(id)).toEqual([before[0], z, ...before.slice(1), x, y]);
  });

  it('refuses more than a hundred, local files, unknown tracks and rows beyond ten thousand', async () => {
    const id = await start({}, [9_999]);
    const uri = tracks()[0];
    const add = async (uris: unknown): Promise<number> =>
      (await call('POST', `/playlists/${id}/items`, { uris })).status;
    const short = `/playlists/${awkward.empty.id}/items`;
    expect((await call('POST', short, { uris: Array.from({ length: 101 }, () => uri) })).status).toBe(400);
    expect((await call('POST', short, { uris: Array.from({ length: 100 }, () => uri) })).status).toBe(201);
    const hundredAndOne = Array.from({ length: 101 }, () => ({ uri }));
    expect((await call('DELETE', short, { items: hundredAndOne })).status).toBe(400);
    expect(await add(['spotify:local:A:B:C:1'])).toBe(400);
    expect(await add([`spotify:track:${'0'.repeat(22)}`])).toBe(400);
    expect(await add([])).toBe(400);
    expect(await add([uri, uri])).toBe(400);
    expect(await add([uri])).toBe(201);
    expect((await call('POST', `/playlists/${awkward.foreign.id}/items`, { uris: [uri] })).status).toBe(403);
  });

  it('takes every occurrence of an address out, under `items` and not under the old name', async () => {
    const id = await start();
    const [a, b] = tracks();
    await call('PUT', `/playlists/${id}/items`, { uris: [a, b, a] });
    expect((await call('DELETE', `/playlists/${id}/items`, { tracks: [{ uri: a }] })).status).toBe(400);
    expect((await call('DELETE', `/playlists/${id}/items`, { items: [{ uri: a }] })).status).toBe(200);
    expect(await urisOf(id)).toEqual([b]);
  });

  it('moves rows as they were at the snapshot of the caller, whatever others did since', async () => {
    const id = await start();
    const [a, b, c, d, e] = tracks();
    await call('PUT', `/playlists/${id}/items`, { uris: [a, b, c, d] });
    const snapshot_id = await snapshotOf(id);
    const playlist = spotify.world.playlists.get(id);
    const added = newRow({ kind: 'track', id: e?.split(':')[2] ?? '' }, null, 'someone.else');
    if (playlist) insertRows(playlist, [added], 0);
    const body = { range_start: 0, insert_before: 3, range_length: 2, snapshot_id };
    expect((await call('PUT', `/playlists/${id}/items`, body)).status).toBe(200);
    expect(await urisOf(id)).toEqual([e, c, a, b, d]);
    const wrong = { ...body, snapshot_id: 'bm9uc2Vuc2U=' };
    expect((await call('PUT', `/playlists/${id}/items`, wrong)).status).toBe(400);
    expect((await call('PUT', `/playlists/${id}/items`, { range_start: 5, insert_before: 0 })).status).toBe(400);
    await call('PUT', `/playlists/${id}/items`, { range_start: 4, insert_before: 0 });
    expect(await urisOf(id)).toEqual([d, e, c, a, b]);
  });

  it('leaves rows alone that came after the snapshot of a removal', async () => {
    const id = await start();
    const [a, b] = tracks();
    await call('PUT', `/playlists/${id}/items`, { uris: [a, b] });
    const snapshot_id = await snapshotOf(id);
    await call('POST', `/playlists/${id}/items`, { uris: [a] });
    await call('DELETE', `/playlists/${id}/items`, { items: [{ uri: a }], snapshot_id });
    expect(await urisOf(id)).toEqual([b, a]);
  });

  it('does what was asked although the answer is lost on the way', async () => {
    const id = await start();
    const before = await urisOf(id);
    const uri = tracks()[30];
    spotify.strings.fault({ route: 'POST /playlists/{id}/items', fault: { kind: 'gateway-lost' } });
    expect((await call('POST', `/playlists/${id}/items`, { uris: [uri] })).status).toBe(502);
    expect(await urisOf(id)).toEqual([...before, uri]);
  });

  it('creates a list that is public unless said otherwise, renames it, and lets it go', async () => {
    await start();
    const made = await call('POST', '/me/playlists', { name: 'Neu' });
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({ name: 'Neu', public: true, owner: { id: 'hub.tester' }, items: { total: 0 } });
    const { id } = made.json as { id: string };
    await call('PUT', `/playlists/${id}`, { name: 'Anders', public: false });
    expect((await call('GET', `/playlists/${id}`)).json).toMatchObject({ name: 'Anders', public: false });
    await call('DELETE', `/me/library?uris=spotify:playlist:${id}`);
    const { items } = (await call('GET', '/me/playlists?limit=50')).json as { items: ({ id: string } | null)[] };
    expect(items.map((list) => list?.id)).not.toContain(id);
    expect((await call('POST', '/me/playlists', {})).status).toBe(400);
    expect((await call('POST', '/me/playlists', '{"name":')).status).toBe(400);
  });

  it('needs the scope of the kind of list', async () => {
    const { spotify: own, call: asks } = await startSignedIn({}, ['playlist-modify-public']);
    const made = [(await asks('POST', '/me/playlists', { name: 'a', public: false })).status];
    made.push((await asks('POST', '/me/playlists', { name: 'a' })).status);
    await own.close();
    spotify = own;
    expect(made).toEqual([403, 201]);
  });

  it('takes a cover as JPEG in base64 only', async () => {
    const id = await start();
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0]).toString('base64');
    const put = async (body: string, type: string): Promise<number> =>
      (await call('PUT', `/playlists/${id}/images`, body, { 'content-type': type })).status;
    expect(await put(jpeg, 'image/jpeg')).toBe(202);
    expect(await put(jpeg, 'application/json')).toBe(400);
    expect(await put('bm8=', 'image/jpeg')).toBe(400);
    expect((await call('GET', `/playlists/${id}/images`)).json).toMatchObject([{ width: null }]);
  });
});
