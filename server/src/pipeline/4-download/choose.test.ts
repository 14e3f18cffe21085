import { describe, expect, test } from 'vitest';
import { choose } from './choose.ts';

const candidate = (username: string, more: object = {}) => ({
  username,
  extension: 'flac',
  bitrate_kbps: null,
  score: 0.9,
  pinned: false,
  ...more,
});
const busy =
  (...names: string[]) =>
  (username: string) =>
    names.includes(username) ? 3 : 0;

describe('which peer is asked', () => {
  test('the best one, as long as it is not busy with us', () => {
    expect(choose([candidate('a'), candidate('b')], busy(), 3)?.username).toBe('a');
  });

  test('an equivalent of another peer when the best one serves us enough already', () => {
    expect(choose([candidate('a'), candidate('b')], busy('a'), 3)?.username).toBe('b');
    expect(choose([candidate('a'), candidate('b'), candidate('c')], busy('a', 'b'), 3)?.username).toBe('c');
  });

  test('never a worse file for the sake of a free peer', () => {
    const mp3 = candidate('b', { extension: 'mp3', bitrate_kbps: 320 });
    expect(choose([candidate('a'), mp3], busy('a'), 3)?.username).toBe('a');
    expect(choose([candidate('a'), candidate('b', { score: 0.8 })], busy('a'), 3)?.username).toBe('a');
    const lossy = (username: string, bitrate: number | null) =>
      candidate(username, { extension: 'mp3', bitrate_kbps: bitrate });
    expect(choose([lossy('a', 320), lossy('b', 192), lossy('c', null)], busy('a'), 3)?.username).toBe('a');
    expect(choose([lossy('a', 320), lossy('b', 310)], busy('a'), 3)?.username).toBe('b');
  });

  test("a person's choice stands", () => {
    expect(choose([candidate('a', { pinned: true }), candidate('b')], busy('a'), 3)?.username).toBe('a');
  });

  test('the best one when all are busy, and nobody when there is nobody', () => {
    expect(choose([candidate('a'), candidate('b')], busy('a', 'b'), 3)?.username).toBe('a');
    expect(choose([], busy(), 3)).toBeNull();
  });
});
