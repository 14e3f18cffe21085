import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse } from './cases/house.ts';

const run = promisify(execFile);

// The sender is a process of its own, so that only the server's work is measured here.
const sender = `
  import { openAsBlob } from 'node:fs';
  const [, file, url] = process.argv;
  const form = new FormData();
  form.append('file', await openAsBlob(file), 'list.csv');
  const response = await fetch(url, { method: 'POST', body: form });
  const body = await response.json();
  console.log(JSON.stringify({ status: response.status, body }));
`;

describe('a large file', () => {
  let house: Awaited<ReturnType<typeof openHouse>>;
  let folder: string;
  beforeAll(async () => {
    house = await openHouse();
    folder = await mkdtemp(join(tmpdir(), 'harmony-import-'));
  });
  afterAll(async () => {
    await house.close();
    await rm(folder, { recursive: true });
  });

  const row = (index: number): string =>
    `spotify:track:${String(index).padStart(22, '0')},"Song, number ${index}",Album ${index % 900},Artist ${index % 3000};Guest ${index % 7},2019-03-08,${180_000 + (index % 60_000)},37,false,someone,2025-04-01T10:00:00Z,,Label\n`;
  const header =
    'Track URI,Track Name,Album Name,Artist Name(s),Release Date,Duration (ms),Popularity,Explicit,Added By,Added At,Genres,Record Label\n';

  async function send(lines: number) {
    const file = join(folder, `${lines}.csv`);
    await writeFile(file, header + Array.from({ length: lines }, (_, index) => row(index)).join(''));
    const memory = process.memoryUsage().rss;
    const { stdout } = await run(process.execPath, [
      '--input-type=module',
      '-e',
      sender,
      file,
      `${house.address}/free/upload`,
    ]);
    const grown = (process.memoryUsage().rss - memory) / 1e6;
    const answer = JSON.parse(stdout) as {
      status: number;
      body: { job_id: string; accepted: { tracks: number }; skipped: { tracks: number } };
    };
    return { ...answer, grown };
  }

  test('of 10,000 lines is accepted whole, and handed over', async () => {
    const { status, body } = await send(10_000);
    expect([status, body.accepted.tracks]).toEqual([202, 10_000]);
    await house.work();
    const wishes = await house.db
      .selectFrom('wishes')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(wishes.count).toBe(10_000);
  });

  test('of 100,000 lines is taken up to the limit, in bounded memory', async () => {
    const { status, body, grown } = await send(100_000);
    expect([status, body.accepted.tracks, body.skipped.tracks]).toEqual([207, 50_000, 50_000]);
    expect(grown).toBeLessThan(200);
  });
});
