import { describe, expect, test } from 'vitest';
import { brief, readAll } from '../../cases/read-all.ts';

async function entries(text: string): Promise<readonly string[] | string> {
  const whole = await readAll(text);
  expect(await readAll(text, 1)).toEqual(whole);
  return typeof whole === 'string' ? whole : whole.entries.map(brief);
}

describe('a JSON document', () => {
  test.each([
    ['text lines', '["A - B", "C - D | E", ""]', ['1: A ~ B', '2: C ~ D ~ E', '3: skipped empty']],
    ['an object of lines', '{"tracks": ["A - B"]}', ['1: A ~ B']],
    [
      'objects',
      '[{"title":"B","artist":"A","duration_ms":214373,"isrc":"qz-hrm-26-00000"}]',
      ['1: A ~ B ~  ~ 214373 ~ QZHRM2600000'],
    ],
    ['pairs', '[["A","B"],["C","D","E"]]', ['1: A ~ B', '2: C ~ D ~ E']],
    [
      'Web API playlist items',
      '{"href":"x","items":[{"added_at":"x","track":{"name":"B","artists":[{"name":"A"},{"name":"C"}],"album":{"name":"E","artists":[{"name":"A"}]},"duration_ms":5000,"external_ids":{"isrc":"QZHRM2600000"},"uri":"spotify:track:nFZKBKsLQBDKan8uwvg5IS"}},{"track":null}],"next":null}',
      ['1: A + C ~ B ~ E ~ 5000 ~ QZHRM2600000', '2: failed no_title'],
    ],
    [
      'a whole Web API playlist',
      '{"name":"x","tracks":{"items":[{"track":{"name":"B","artists":[{"name":"A"}]}}]}}',
      ['1: A ~ B'],
    ],
    [
      'playlists in a list',
      '[{"name":"one","tracks":[{"title":"B","artist":"A"}]},{"name":"two","tracks":[{"title":"D","artist":"C"}]}]',
      ['1: A ~ B', '2: C ~ D'],
    ],
    ['JSON lines', '{"title":"B","artist":"A"}\n{"title":"D","artist":"C, E"}\n', ['1: A ~ B', '2: C + E ~ D']],
    [
      'numbers and nulls',
      '[1, null, true, {"title": 5, "artist": "A"}]',
      ['1: failed not_an_entry', '2: failed not_an_entry', '3: failed not_an_entry', '4: A ~ 5'],
    ],
    ['braces and quotes in strings', '[{"title":"B } ] \\" {","artist":"A"}]', ['1: A ~ B } ] " {']],
    [
      'an entry that is broken',
      '[{"title":"B","artist":"A"},{"title":x},{"title":"D","artist":"C"}]',
      ['1: A ~ B', '2: failed invalid_json', '3: C ~ D'],
    ],
    ['a half-written file', '[{"title":"B","artist":"A"},{"title":"D","art', ['1: A ~ B', '2: failed truncated']],
    ['nothing', '[]', []],
    [
      'hidden tracks',
      '{"tracks":[{"artist":"A","album":"x","track":"B","uri":"spotify:track:nFZKBKsLQBDKan8uwvg5IS"}],"bannedTracks":[{"artist":"A","album":"x","track":"D","uri":"x"}]}',
      ['1: A ~ B ~ x', '2: skipped not_a_track'],
    ],
    [
      'lone surrogates and NULs',
      '[{"title":"\\ud800B","artist":"A"},{"title":"B\\u0000","artist":"A"}]',
      ['1: A ~ \ufffdB', '2: failed nul_byte'],
    ],
  ])('of %s is read entry by entry', async (_name, text, expected) => {
    expect(await entries(text)).toEqual(expected);
  });

  test('is read in bounded pieces even when one entry is endless', async () => {
    const read = await readAll(`[{"title":"${'x'.repeat(1_000_000)}","artist":"A"},{"title":"B","artist":"A"}]`);
    expect(typeof read === 'string' ? read : read.entries.map(brief)).toEqual(['1: failed too_long', '2: A ~ B']);
  });
});
