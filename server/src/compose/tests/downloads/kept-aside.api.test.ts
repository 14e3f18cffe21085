import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';
import { losses } from '../../../../../bench/transcodes/codecs.ts';
import { damaged, original } from '../../../../../bench/transcodes/make.ts';
import { materials } from '../../../../../bench/transcodes/material.ts';
import type { Peer, SharedFile } from '../../../../../stand-ins/slskd/index.ts';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
const seconds = 3;
let house: ApiHouse;
let genuine: Buffer;
let fake: Buffer;

/** The same recording, lossless, and pretending to be. */
async function makeFiles(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'harmony-fakes-'));
  const material = materials([1]).find((each) => each.name === 'noise-1');
  const loss = losses.find((each) => each.name === 'MP3 128');
  if (material === undefined || loss === undefined) throw new Error('The recipes are not there.');
  genuine = await readFile(await original(folder, material, seconds));
  fake = await readFile(await damaged(folder, material, loss, seconds));
  await rm(folder, { recursive: true });
}

const song = (title: string, content: Buffer): SharedFile => ({
  path: `Shared\\Gray Owls - ${title}.flac`,
  content,
  reported: { bitDepth: 16, sampleRate: 44_100, length: seconds },
});
/** Faster peers are asked first. */
const peer = (username: string, reportedSpeedBps: number, files: SharedFile[]): Peer => ({
  username,
  speedBps: 20_000_000,
  reportedSpeedBps,
  files,
});

interface Verified {
  readonly download_id: number;
  readonly verdict: string;
  readonly held: boolean;
  readonly kept: boolean;
  readonly reason: { readonly code: string } | null;
  readonly facts: { readonly codec: string };
  readonly spectrogram: string;
}
const verified = async (wish: number) =>
  (await house.get(`/wishes/${wish}/proof`)).body as unknown as { verified: Verified[] };
const flacs = async (folder: string) =>
  (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.flac'));

/** Wishes for a song and waits until its wish has come to rest. */
async function wish(title: string) {
  await house.post('/spotify/import/free', { tracks: [`Gray Owls - ${title}`] });
  const found = async () =>
    ((await house.get('/wishes')).body.items as unknown as { id: number; title: string }[]).find(
      (each) => each.title === title,
    )?.id ?? 0;
  await expect.poll(found).toBeGreaterThan(0);
  const id = await found();
  return await house.until(`/wishes/${id}`, (body) => ['done', 'waiting', 'review'].includes(body.state), 60_000);
}

describe.runIf(hasFfmpeg)('a lossless file that was lossy once', () => {
  beforeAll(async () => {
    await makeFiles();
    const liars = ['ann', 'ben', 'cid'].map((name, index) =>
      peer(name, 9_000_000 - index, [song('Three Times', fake), ...(index === 0 ? [song('Nowhere Else', fake)] : [])]),
    );
    house = await openApiHouse({
      env: { VERIFY_DECODE: 'true', DOWNLOAD_HEDGE: 'false', DOWNLOAD_TIDY_S: '1' },
      peers: [
        ...liars,
        peer('liar', 9_000_000, [song('Better Later', fake), song('Cancelled', fake), song('Good Enough', fake)]),
        peer('honest', 1000, [song('Better Later', genuine)]),
      ],
    });
  });
  afterAll(() => house.close());

  test('waits beside the downloads until a better one is filed, and then goes; its peer is remembered', async () => {
    const done = await wish('Better Later');
    expect(done.state).toBe('done');
    const { verified: checked } = await verified(done.id);
    expect(checked.map(({ verdict, reason, held }) => [verdict, reason?.code, held])).toEqual([
      ['rejected', 'file_transcoded', false],
      ['accepted', undefined, false],
    ]);
    expect((await house.get('/peers/liar')).body).toMatchObject({ bad_files: 1 });
    expect(Buffer.compare(await readFile(join(house.musicDir, done.file.path)), fake)).not.toBe(0);
    await expect.poll(() => flacs(house.standIn.downloads)).toEqual([]);
    expect((await house.post(`/wishes/${done.id}/keep`)).status).toBe(409);
    // @calls GET /verifications/{id}/spectrogram
    const picture = await fetch(house.base + checked[0]?.spectrogram);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  test('is still there when nobody has a better one; the waiting wish says so, and it can be taken', async () => {
    const waiting = await wish('Nowhere Else');
    expect(waiting).toMatchObject({ state: 'waiting', reason: { sentence: expect.stringContaining('kept aside') } });
    const [held] = (await verified(waiting.id)).verified;
    expect(held).toMatchObject({ verdict: 'rejected', held: true, facts: { codec: 'FLAC' } });
    expect((await house.post(`/wishes/${waiting.id}/keep`, { download_id: 999_999 })).status).toBe(409);
    expect((await house.post(`/wishes/${waiting.id}/keep`, { download_id: 'x' })).status).toBe(400);
    expect((await house.post(`/wishes/${waiting.id}/decline`)).status).toBe(409);
    const taken = await house.post(`/wishes/${waiting.id}/keep`, { download_id: held?.download_id });
    expect(taken.status).toBe(200);
    const done = await house.until(`/wishes/${waiting.id}`, (body) => body.state === 'done', 60_000);
    expect(done.file.path).toContain('Nowhere Else');
    expect((await verified(waiting.id)).verified).toMatchObject([{ verdict: 'accepted', kept: true, held: false }]);
  });

  test('is asked about when the third peer sends the same; declined, it is kept aside as well, and any of them can be taken', async () => {
    const asked = await wish('Three Times');
    expect(asked.state).toBe('review');
    expect((await verified(asked.id)).verified.map((each) => each.held)).toEqual([true, true, false]);
    expect((await house.post(`/wishes/${asked.id}/decline`)).status).toBe(200);
    const waiting = await house.until(`/wishes/${asked.id}`, (body) => body.state === 'waiting', 60_000);
    expect(waiting.reason).toMatchObject({ sentence: expect.stringContaining('3 files') });
    expect((await house.post(`/wishes/${asked.id}/keep`)).status).toBe(200);
    await house.until(`/wishes/${asked.id}`, (body) => body.state === 'done', 60_000);
    expect((await verified(asked.id)).verified.map((each) => each.kept)).toEqual([false, false, true]);
    await expect.poll(() => flacs(house.standIn.downloads)).toEqual([]);
  });

  test('goes when the wish is cancelled', async () => {
    const waiting = await wish('Cancelled');
    expect(await flacs(house.standIn.downloads)).toHaveLength(1);
    await house.post(`/wishes/${waiting.id}/cancel`);
    await expect.poll(() => flacs(house.standIn.downloads)).toEqual([]);
    expect((await house.post(`/wishes/${waiting.id}/keep`)).status).toBe(409);
  });

  test('is taken from the moment on at which somebody says that such files are good enough', async () => {
    expect((await house.post('/settings', { key: 'VERIFY_TRANSCODED', value: 'accept' })).status).toBe(200);
    const done = await wish('Good Enough');
    expect(done.state).toBe('done');
    expect((await verified(done.id)).verified).toMatchObject([{ verdict: 'accepted', held: false }]);
  });
});
