import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';
import { type AudioFormat, type AudioTags, makeAudio } from '../../../../../stand-ins/audio/index.ts';
import { makePng } from '../../../../../stand-ins/coverart/index.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await openApiHouse({ peers: [] });
});
afterAll(() => house.close());

async function put(path: string, tags: AudioTags, format: AudioFormat = 'mp3', durationMs = 2000): Promise<void> {
  const target = join(house.musicDir, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, makeAudio({ format, durationMs, tags, seed: path }));
}

interface Scan {
  readonly scan: Record<string, unknown> & { readonly error: { readonly code: string } | null };
  readonly missing: number;
  readonly problems: number;
}
async function scan(body: Record<string, unknown> = {}): Promise<Scan> {
  const begun = await house.post('/library/scan', body);
  expect([begun.status, begun.text]).toEqual([202, expect.any(String)]);
  const done = await house.until('/library/scan', (state) => (state as unknown as Scan).scan.status !== 'running');
  return done as unknown as Scan;
}
async function files(query = ''): Promise<Record<string, unknown>[]> {
  const { body } = await house.get(`/library/files?limit=200&query=${encodeURIComponent(query)}`);
  return body.items as unknown as Record<string, unknown>[];
}
const paths = async (): Promise<string[]> => (await files()).map(({ path }) => String(path)).sort();

describe('a scan of the music folder over HTTP', () => {
  test('before the first one there is nothing to tell', async () => {
    const { body } = await house.get('/library/scan');
    expect(body).toMatchObject({ scan: null, last_completed: null, problems: 0, missing: 0, watch: { state: 'off' } });
  });

  test('indexes what is there with its tags, and by its path where there are none', async () => {
    await put('Mira Vantour/Nordlicht/01 - Glasregen.mp3', {
      title: 'Glasregen',
      artist: 'Mira Vantour',
      album: 'Nordlicht',
      albumArtist: 'Mira Vantour',
      track: '1/9',
      date: '2019-03-01',
      isrc: 'DEA711900011',
    });
    await put('Mira Vantour/Nordlicht/02 - Ohne Namen.flac', {}, 'flac');
    await put('光/東京/03 - 夜.opus', { title: '夜', artist: '光' }, 'opus');
    await put('.harmony-trash/7/gone.mp3', { title: 'Trash', artist: 'Trash' });
    await put('.hidden/x.mp3', { title: 'Hidden', artist: 'Hidden' });
    await put('half.part.mp3', { title: 'Half', artist: 'Half' });
    await writeFile(join(house.musicDir, 'cover.jpg'), 'no audio');
    const { scan: done } = await scan();
    expect(done).toMatchObject({ status: 'completed', seen: 3, read: 3, added: 3, failed: 0, vanished: 0 });
    expect(await files('glasregen')).toMatchObject([
      {
        origin: 'scan',
        wish_id: null,
        title: 'Glasregen',
        artists: ['Mira Vantour'],
        album: 'Nordlicht',
        track_number: 1,
        release_date: '2019-03-01',
        isrc: 'DEA711900011',
        format: 'mp3',
      },
    ]);
    expect(await files('ohne namen')).toMatchObject([
      { title: 'Ohne Namen', artists: ['Mira Vantour'], album: 'Nordlicht', track_number: 2, lossless: true },
    ]);
  });

  test('reads nothing the second time, and only what has changed the third time', async () => {
    expect((await scan()).scan).toMatchObject({ seen: 3, read: 0, added: 0, changed: 0 });
    await put(
      'Mira Vantour/Nordlicht/02 - Ohne Namen.flac',
      { title: 'Doch ein Name', artist: 'Mira Vantour' },
      'flac',
    );
    expect((await scan()).scan).toMatchObject({ seen: 3, read: 1, changed: 1, added: 0, vanished: 0 });
    expect(await files('ohne namen')).toEqual([]);
    expect(await files('doch ein name')).toHaveLength(1);
  });

  test('a wish for a track that was only found is met by that file at once', async () => {
    const made = await house.post('/spotify/import/free', { tracks: ['Mira Vantour - Glasregen | Nordlicht'] });
    expect(made.status).toBe(202);
    const { items } = await house.until('/wishes', (body) => body.items.length === 1);
    const [file] = await files('glasregen');
    expect(items[0]).toMatchObject({ state: 'done', file: { path: file?.['path'] } });
    expect(file?.['wish_id']).toBe((items[0] as unknown as { id: number }).id);
  });

  test('a wish that waits is met, and says why, once its file appears', async () => {
    expect((await house.post('/spotify/import/free', { tracks: ['Ada Fels - Kupfermond'] })).status).toBe(202);
    const isIt = (wish: unknown): boolean => (wish as { title: string }).title === 'Kupfermond';
    const waiting = await house.until('/wishes?state=waiting', (body) => body.items.some(isIt));
    const id = (waiting.items.find(isIt) as unknown as { id: number }).id;
    await put('Ada Fels/Kupfermond.mp3', { title: 'Kupfermond', artist: 'Ada Fels' });
    expect((await scan()).scan).toMatchObject({ added: 1 });
    // a search that runs at this moment keeps the wish for itself; then a later look meets it
    const state = async () => {
      const { body } = await house.get(`/wishes/${id}`);
      if (body.state !== 'done') await scan();
      return body.state;
    };
    await expect.poll(state).toBe('done');
    expect((await house.get(`/wishes/${id}`)).body).toMatchObject({
      state: 'done',
      reason: { code: 'already_owned' },
      file: { path: 'Ada Fels/Kupfermond.mp3' },
    });
    const events = await house.get('/activity?type=library_scan&limit=5');
    expect(events.text).toContain('completed');
    await rm(join(house.musicDir, 'Ada Fels'), { recursive: true });
    expect(await scan()).toMatchObject({ scan: { vanished: 1 }, missing: 1 });
    const [lost] = (await house.get('/library/scan/missing')).body.items as unknown as { id: number }[];
    expect((await house.delete(`/library/scan/missing/${lost?.id ?? 0}`)).status).toBe(204);
  });

  test('a renamed folder keeps its rows; a file that goes is marked, and comes back', async () => {
    const before = await files('glasregen');
    await rename(join(house.musicDir, 'Mira Vantour'), join(house.musicDir, 'Zora Vantour'));
    expect((await scan()).scan).toMatchObject({ moved: 2, added: 0, vanished: 0, read: 0 });
    expect((await files('glasregen'))[0]).toMatchObject({
      id: before[0]?.['id'],
      path: 'Zora Vantour/Nordlicht/01 - Glasregen.mp3',
    });
    const away = join(dirname(house.musicDir), 'away.opus');
    await rename(join(house.musicDir, '光/東京/03 - 夜.opus'), away);
    const gone = await scan();
    expect([gone.scan, gone.missing]).toMatchObject([{ vanished: 1 }, 1]);
    expect(await paths()).toHaveLength(2);
    const { body } = await house.get('/library/scan/missing');
    expect(body).toMatchObject({ total: 1, items: [{ path: '光/東京/03 - 夜.opus', title: '夜' }] });
    await rename(away, join(house.musicDir, '光/東京/03 - 夜.opus'));
    const back = await scan();
    expect([back.scan, back.missing]).toMatchObject([{ returned: 1, read: 0, added: 0 }, 0]);
  });

  test('what cannot be indexed is listed with a reason and not looked at again', async () => {
    await writeFile(join(house.musicDir, 'page.mp3'), '<html>no music</html>'.repeat(50));
    await writeFile(join(house.musicDir, 'empty.flac'), '');
    await writeFile(join(house.musicDir, 'cut.wav'), makeAudio({ format: 'wav', durationMs: 3000 }).subarray(0, 9000));
    await symlink('/etc', join(house.musicDir, 'system'));
    const first = await scan();
    expect([first.scan, first.problems]).toMatchObject([{ read: 3, failed: 4, added: 0 }, 4]);
    const { body } = await house.get('/library/scan/problems');
    const items = body.items as unknown as { path: string; code: string }[];
    expect(Object.fromEntries(items.map(({ path, code }) => [path, code]))).toEqual({
      'page.mp3': 'unknown_format',
      'empty.flac': 'empty',
      'cut.wav': 'damaged',
      system: 'link_leads_out',
    });
    expect((await scan()).scan).toMatchObject({ read: 0, failed: 4 });
    expect((await house.get('/library/scan/problems?code=empty')).body).toMatchObject({ total: 1 });
    for (const name of ['page.mp3', 'empty.flac', 'cut.wav', 'system']) await rm(join(house.musicDir, name));
    expect((await scan()).problems).toBe(0);
  });

  test('a folder that was exchanged or is not mounted never empties the library', async () => {
    const away = `${house.musicDir}-away`;
    await rename(house.musicDir, away);
    await mkdir(house.musicDir);
    const refused = await house.post('/library/scan', {});
    expect([refused.status, refused.body.error?.code, refused.body.error?.meta.reason]).toEqual([
      503,
      'DEPENDENCY_ERROR',
      'folder_not_mounted',
    ]);
    await put('Somebody Else/Song.mp3', { title: 'Song', artist: 'Somebody Else' });
    expect((await scan()).scan).toMatchObject({
      status: 'failed',
      added: 0,
      vanished: 0,
      error: { code: 'most_files_gone', remedy: expect.stringContaining('accept_losses') as string },
    });
    expect(await paths()).toHaveLength(3);
    const accepted = await scan({ accept_losses: true });
    expect(accepted).toMatchObject({ scan: { vanished: 3, added: 1 }, missing: 3 });
    await rm(house.musicDir, { recursive: true });
    await rename(away, house.musicDir);
    expect(await scan({ accept_losses: true })).toMatchObject({ scan: { returned: 3, vanished: 1 }, missing: 1 });
    const { body } = await house.get('/library/scan/missing');
    expect(
      (await house.delete(`/library/scan/missing/${body.items[0] && (body.items[0] as unknown as { id: number }).id}`))
        .status,
    ).toBe(204);
    expect((await house.delete('/library/scan/missing/999999')).status).toBe(404);
    expect((await house.get('/library/scan')).body).toMatchObject({ missing: 0 });
  });

  test('recordings with several files are listed, the best quality first, page by page', async () => {
    const tags = { title: 'Zwilling', artist: 'Duo' };
    await put('Duo/Zwilling.mp3', tags, 'mp3', 4000);
    await put('Duo/Zwilling.flac', tags, 'flac', 4000);
    await put('Duo/Zwilling (live).mp3', { ...tags, title: 'Zwilling (Live)' }, 'mp3', 4000);
    await scan();
    const { body } = await house.get('/library/duplicates?limit=1');
    expect(body).toMatchObject({
      total: 1,
      items: [
        {
          title: 'Zwilling',
          artists: ['Duo'],
          files: [
            { path: 'Duo/Zwilling.flac', best: true },
            { path: 'Duo/Zwilling.mp3', best: false },
          ],
        },
      ],
    });
    expect((await house.get('/library/duplicates?offset=1')).body).toMatchObject({ total: 1, items: [] });
    await rm(join(house.musicDir, 'Duo'), { recursive: true });
    await scan({ accept_losses: true });
    expect((await house.get('/library/duplicates')).body.total).toBe(0);
  });

  test('covers in the file’s folder are shown; nothing is written into a file that was found, unless asked for', async () => {
    await put('Cover/Song.mp3', { title: 'Song', artist: 'Cover' });
    await writeFile(join(house.musicDir, 'Cover/folder.png'), makePng(600, 600));
    const before = await readFile(join(house.musicDir, 'Cover/Song.mp3'));
    await scan();
    const [file] = await files('song cover');
    const cover = await fetch(house.base + String(file?.['artwork_url']));
    expect([cover.status, cover.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(await readFile(join(house.musicDir, 'Cover/Song.mp3'))).toEqual(before);
    await rm(join(house.musicDir, 'Cover'), { recursive: true });
    await scan();
  });

  test('stopping while nothing runs changes nothing', async () => {
    const before = (await house.get('/library/scan')).body as unknown as Scan;
    const stopped = await house.post('/library/scan/stop');
    expect([stopped.status, (stopped.body as unknown as Scan).scan['id']]).toEqual([202, before.scan['id']]);
  });

  test('a mode, and nothing else, may be asked for', async () => {
    const refused = await house.post('/library/scan', { mode: 'deep' });
    expect([refused.status, refused.body.error?.code]).toEqual([400, 'VALIDATION_ERROR']);
    const bytes = makeAudio({ format: 'flac', durationMs: 3000 });
    bytes.fill(0, 3000, 3400);
    await mkdir(join(house.musicDir, 'bad'));
    await writeFile(join(house.musicDir, 'bad/flipped.flac'), bytes);
    expect((await scan()).scan).toMatchObject({ added: 1, failed: 0 });
    expect((await scan({ mode: 'all' })).scan).toMatchObject({ read: 4, changed: 0, failed: 0 });
    expect((await scan({ mode: 'thorough' })).scan).toMatchObject({ read: 4, failed: 1, vanished: 1 });
    expect((await scan()).scan).toMatchObject({ read: 0, failed: 1, returned: 0 });
    await rm(join(house.musicDir, 'bad'), { recursive: true });
  });
});

describe('a house that watches its music folder', () => {
  let watching: ApiHouse;
  beforeAll(async () => {
    const env = { LIBRARY_SCAN_WATCH: 'true', LIBRARY_SCAN_WATCH_DELAY_MS: '30' };
    watching = await openApiHouse({ peers: [], env });
  });
  afterAll(() => watching.close());

  test('lists new files without being asked, tells people live, and misses deleted ones', async () => {
    const live: string[] = [];
    watching.feed.subscribe(({ event }) => live.push(event));
    await watching.until(
      '/library/scan',
      (body) => (body as unknown as { watch: { state: string } }).watch.state === 'watching',
    );
    const at = (name: string): string => join(watching.musicDir, name);
    await mkdir(at('New/Deep'), { recursive: true });
    for (const name of ['Keep.mp3', 'New/Deep/One.mp3'])
      await writeFile(
        at(name),
        makeAudio({ format: 'mp3', durationMs: 1000, seed: name, tags: { title: name, artist: 'A' } }),
      );
    await watching.until('/library/files', (body) => body.total === 2);
    await expect.poll(() => live).toContain('library');
    await rm(at('New'), { recursive: true });
    await watching.until('/library/files', (body) => body.total === 1);
    expect((await watching.get('/library/scan')).body).toMatchObject({ missing: 1, scan: null });
  });
});
