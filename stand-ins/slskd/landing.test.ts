import { expect, it } from 'vitest';
import { incompletePath, landingFolder, landingName } from './landing.ts';

const facts = (filename: string, username = 'alice') => ({
  filename,
  username,
  batchId: null,
  destination: null,
  searchId: null,
  searchText: null,
});
// biome-ignore lint/suspicious/noTemplateCurlyInString: the daemon's own placeholder
const whole = '${SOURCE_USERNAME}/${SOURCE_PATH}';

// Each row was checked against the daemon's own code of 0.26 (on Linux).
it.each([
  [String.raw`@@abcde\Music\Band\x.mp3`, 'alice/Music/Band', 'alice/Music/Band/x.mp3'],
  [String.raw`@@abcd\x.mp3`, 'alice/@@abcd', 'alice/@@abcd/x.mp3'],
  [String.raw`C:\A\x.mp3`, 'alice/A', 'alice/A/x.mp3'],
  [String.raw`C:A\x.mp3`, 'alice/A', 'alice/A/x.mp3'],
  [String.raw`\\server\share\x.mp3`, 'alice/server/share', 'alice/share/x.mp3'],
  ['/music/x.mp3', 'alice/music', 'alice/music/x.mp3'],
  [String.raw`a\\b/c\x?.mp3`, 'alice/a/b/c', 'alice/a/b/c/x?.mp3'],
  [String.raw`a\...\trail. \x.mp3`, 'alice/a/.../trail. ', 'alice/a/.../trail. /x.mp3'],
  ['a\0b\\x.mp3', 'alice/a_b', 'alice/a_b/x.mp3'],
])('%j is kept as the daemon keeps it', (path, folder, incomplete) => {
  expect(landingFolder(facts(path), { modern: true, pattern: whole })).toBe(folder);
  expect(incompletePath(facts(path), true)).toBe(incomplete);
});

it('makes one safe folder of an odd username', () => {
  for (const [name, folder] of [
    ['a/b', 'a_b'],
    [String.raw`x\y`, 'x_y'],
    ['..', '_'],
  ] as const) {
    expect(incompletePath(facts('x.mp3', name), true)).toBe(`${folder}/x.mp3`);
  }
});

it('has no name for a path that ends in a separator', () => {
  expect(() => landingName('a\\b\\')).toThrow('no file name');
});
