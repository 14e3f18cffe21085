import { describe, expect, test } from 'vitest';
import { normalise, type OfferedFile, parseTitle, recordingKey, type WantedTrack } from '#music';
import { judge } from './match.ts';
import { answerLine } from './protocol/protocol-answers.ts';
import { defaultQualityProfile } from './quality.ts';
import { parsePath } from './reading/path.ts';
import { parseReleaseName } from './reading/release-name.ts';
import { compareAlbums } from './records/album.ts';
import { compareRecordings } from './records/recording.ts';

/** Deterministic numbers, so that a failure can be repeated (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Pieces that hurt: brackets, dashes, separators, version words, scripts, marks, surrogates, control signs. */
const pieces =
  '( ) [ ] { } - – _ . , & + / \\ \' " ! ? $ @ # ~ * ^ live remix feat ft pt 2 II the and (Live) [Remix] ライブ 사랑 Кино ש ا ß é e\u0301 İ ﬁ \u0000 \u200b \ud83c \udfb5 🎵 １ ½ 01 1999 - - --- ((( ))) aaaaaaa \t'.split(
    ' ',
  );

const wish = (title: string, artists: string[], durationMs: number | null = null): WantedTrack => ({
  title,
  artists,
  album: title,
  albumArtist: null,
  trackNumber: null,
  trackTotal: null,
  discNumber: null,
  discTotal: null,
  durationMs,
  isrc: null,
  releaseDate: null,
});
const file = (id: string, path: string, lengthS: number | null = null): OfferedFile => ({
  id,
  username: 'peer',
  path,
  sizeBytes: 1,
  extension: null,
  bitrateKbps: null,
  sampleRateHz: null,
  bitDepth: null,
  lengthS,
  variableBitrate: null,
  freeSlot: false,
  queueLength: 0,
  speedBps: 0,
});

describe('anything that people or peers send', () => {
  test('100,000 random strings are normalised, parsed and judged within seconds', () => {
    const next = numbers(7);
    const text = (): string => {
      let out = '';
      for (let left = 1 + Math.floor(next() * 14); left > 0; left -= 1)
        out += (pieces[Math.floor(next() * pieces.length)] ?? '') + (next() < 0.6 ? ' ' : '');
      return out;
    };
    const wrong: string[] = [];
    let slowest = 0;
    for (let round = 0; round < 4000; round += 1) {
      const files = Array.from({ length: 12 }, (_, at) => file(String(at), `${text()}\\${text()}.mp3`));
      const track = wish(text(), [text(), text()]);
      const from = performance.now();
      const judged = judge(track, files, defaultQualityProfile);
      slowest = Math.max(slowest, performance.now() - from);
      if (judged.length !== files.length) wrong.push(track.title);
      if (!judged.every(({ score }) => score >= 0 && score <= 1)) wrong.push(track.title);
      if (normalise(normalise(track.title)) !== normalise(track.title)) wrong.push(track.title);
    }
    expect(wrong).toEqual([]);
    expect(slowest).toBeLessThan(20_000);
  });

  test('random names are read and compared as records, and every likeness is from 0 to 1', () => {
    const next = numbers(11);
    const text = (): string =>
      Array.from({ length: 1 + Math.floor(next() * 10) }, () => pieces[Math.floor(next() * pieces.length)]).join(' ');
    const number = (): number | null => (next() < 0.3 ? null : Math.floor((next() - 0.5) * 1e6));
    const record = () => ({ title: text(), artists: [text()], album: text(), durationMs: number(), year: number() });
    const wrong: unknown[] = [];
    for (let round = 0; round < 3000; round += 1) {
      const [left, right] = [record(), record()];
      parsePath(`${text()}/${text()}.flac`);
      parseReleaseName(text());
      const [tracks, albums] = [compareRecordings(left, right), compareAlbums(left, right)];
      for (const { score } of [tracks, albums]) if (!(score >= 0 && score <= 1)) wrong.push([left, right, score]);
    }
    expect(wrong).toEqual([]);
  });

  test.each([
    ['brackets', '('.repeat(10_000)],
    ['closed brackets', '()'.repeat(5000)],
    ['dashes', ' - '.repeat(3400)],
    ['spaces', ' '.repeat(10_000)],
    ['dots and letters', 'a.'.repeat(5000)],
    ['one long word', 'a'.repeat(10_000)],
    ['digits', '1 '.repeat(5000)],
    ['feat', 'feat '.repeat(2000)],
    ['live', 'live '.repeat(2000)],
    ['marks', 'e\u0301'.repeat(5000)],
    ['kana', 'ライブ'.repeat(3400)],
    ['lone surrogates', '\ud83c'.repeat(10_000)],
    ['stylised', '$!@'.repeat(3400)],
    ['clocks', '1:23:'.repeat(2000)],
  ])('10,000 characters of %s are answered at once', (_, text) => {
    const from = performance.now();
    expect(
      judge(wish(text, [text]), [file('a', `${text}\\${text}.mp3`), file('b', `${text}.flac`)], defaultQualityProfile),
    ).toHaveLength(2);
    parseTitle(text);
    recordingKey(wish(text, [text]));
    for (const type of ['pair', 'album_pair', 'retrieval', 'parse_path', 'release_parse', 'artist_pair']) {
      const record = { title: text, artist: text, album: text, time: text };
      answerLine(
        JSON.stringify({
          type,
          id: 1,
          left: record,
          right: record,
          path: text,
          title: text,
          query: { title: text, artists: [text] },
          candidates: [{ id: 1, path: text }],
        }),
      );
    }
    expect(performance.now() - from).toBeLessThan(20_000);
  });

  test('blank and symbol-only wishes get a judgement and never an automatic one', () => {
    for (const [title, artists] of [
      ['', ['']],
      ['   ', ['x']],
      ['!!!', ['???']],
      ['Song', ['']],
    ] as const) {
      const [judged] = judge(
        wish(title, [...artists]),
        [file('a', 'Music\\Somebody\\Album\\01 Song.mp3')],
        defaultQualityProfile,
      );
      expect(judged?.verdict).not.toBe('auto');
    }
  });

  test('absurd lengths and years are unknown or refused, not faults', () => {
    for (const [durationMs, lengthS] of [
      [null, -5],
      [-1, 200],
      [0, 0],
      [200_000, Number.NaN],
      [Number.POSITIVE_INFINITY, 3],
    ] as const) {
      const [judged] = judge(
        { ...wish('Song', ['Artist'], durationMs), releaseDate: '-200' },
        [file('a', 'Artist - Song.mp3', lengthS)],
        defaultQualityProfile,
      );
      expect(judged?.score).not.toBeNaN();
    }
  });

  test('5,000 candidates are judged in one go', () => {
    const files = Array.from({ length: 5000 }, (_, at) =>
      file(
        String(at),
        `@@share${at}\\Music\\Artist ${at % 50}\\Album ${at % 90} (2001) [FLAC]\\${at % 20} - Song ${at % 30} (Remastered).flac`,
        200,
      ),
    );
    const from = performance.now();
    expect(judge(wish('Song 7', ['Artist 7'], 200_000), files, defaultQualityProfile)).toHaveLength(5000);
    expect(performance.now() - from).toBeLessThan(20_000);
  });
});
