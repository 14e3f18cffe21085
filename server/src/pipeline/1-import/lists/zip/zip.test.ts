import { readFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeZip } from '../../cases/make-zip.ts';
import { type AllRead, brief, readAll } from '../../cases/read-all.ts';

const recording = (name: string): Promise<Buffer> => readFile(new URL(`../../recordings/${name}`, import.meta.url));

async function read(bytes: Uint8Array, chunkSize?: number, maxEntries?: number): Promise<AllRead> {
  const found = await readAll(bytes, chunkSize, maxEntries);
  if (typeof found === 'string') throw new Error(found);
  return found;
}

describe('a ZIP archive', () => {
  test('of Spotify account data gives its lists and keeps nothing of the personal files', async () => {
    const archive = makeZip({
      'Spotify Account Data/': '',
      'Spotify Account Data/Userdata.json':
        '{"username":"someone","email":"someone@example.org","birthdate":"1990-01-01"}',
      'Spotify Account Data/SearchQueries.json': '[{"platform":"IPHONE","searchQuery":"secret wish"}]',
      'Spotify Account Data/Playlist1.json': await recording('spotify-account-data/Playlist1.json'),
      'Spotify Account Data/Read Me First.pdf': '%PDF-1.4',
      '__MACOSX/._Playlist1.json': 'junk',
    });
    const found = await read(archive);
    expect(found.format).toBe('zip');
    expect(found.entries.filter((entry) => entry.kind === 'track')).toHaveLength(7);
    expect(found.entries.filter((entry) => entry.kind !== 'track').map(brief)).toEqual([
      '1: skipped not_a_list',
      '2: skipped not_a_list',
      '10: skipped not_music',
      '11: skipped not_a_list',
    ]);
    expect(JSON.stringify(found)).not.toMatch(/secret|example\.org|1990/);
    expect(await read(archive, 100)).toEqual(found);
  });

  test('of several lists numbers them through and names the file', async () => {
    const found = await read(makeZip({ 'a.csv': 'title,artist\nB,A\nD,C\n', 'b.txt': 'E - F\nG\n' }));
    expect(found.entries.map(brief)).toEqual(['2: A ~ B', '3: C ~ D', '4: E ~ F', '5: failed no_separator']);
    expect(found.entries[2]?.raw).toBe('b.txt: E - F');
  });

  test('is taken up to the limit over all of its files', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `A - ${index}\n`).join('');
    const found = await read(makeZip({ 'a.txt': lines, 'b.txt': lines }), 65_536, 40);
    expect([found.entries.length, found.beyondLimit]).toEqual([40, 20]);
  });

  test('that is a bomb is stopped', async () => {
    const found = await read(makeZip({ 'a.txt': 'A - B\n', 'bomb.txt': Buffer.alloc(250 * 1024 * 1024, ' ') }));
    expect(found.entries.map(brief)).toEqual([
      '1: A ~ B',
      expect.stringMatching(/failed (?:too_large|line_too_long)/),
      ...found.entries.slice(2).map(brief),
    ]);
    expect(found.entries.some((entry) => entry.kind === 'failed' && entry.code === 'too_large')).toBe(true);
  });

  test('with paths that lead elsewhere, or an archive inside, is read as names and skipped', async () => {
    const found = await read(makeZip({ '../../etc/cron.d/x': 'A - B\n', 'inner.zip': makeZip({ 'x.txt': 'C - D' }) }));
    expect(found.entries.map(brief)).toEqual(['1: A ~ B', '2: skipped not_a_list']);
  });

  test.each([
    ['encrypted', makeZip({ 'a.txt': 'A - B' }, 0x0801), 'encrypted_archive'],
    ['cut off', makeZip({ 'a.txt': 'A - B' }).subarray(0, 40), 'broken_archive'],
  ])('that is %s is refused', async (_name, bytes, code) => {
    expect(await readAll(bytes)).toBe(code);
  });

  test('never fails, whatever is damaged in it', async () => {
    const sound = makeZip({ 'a.txt': 'A - B\nC - D\n', 'b.json': '[{"title":"x","artist":"y"}]' });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.nat(30),
        async (changes, cut) => {
          const bytes = Buffer.from(sound.subarray(0, sound.length - (cut < 20 ? 0 : cut)));
          for (const [at, byte] of changes) if (at > 3 && at < bytes.length) bytes[at] = byte;
          await readAll(bytes);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
