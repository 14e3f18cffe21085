import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { OfferedFile, Verdict, WantedTrack } from '#music';
import { judge } from './match.ts';
import { defaultQualityProfile } from './quality.ts';

interface Case {
  readonly lesson: string;
  readonly wish: {
    readonly title: string;
    readonly artists: string[];
    readonly album: string | null;
    readonly seconds: number | null;
  };
  readonly files: readonly {
    readonly path: string;
    readonly seconds: number | null;
    readonly verdict: Verdict;
    readonly rule?: string;
  }[];
}

const folder = new URL('./cases/', import.meta.url);

const wanted = ({ title, artists, album, seconds }: Case['wish']): WantedTrack => ({
  title,
  artists,
  album,
  albumArtist: null,
  trackNumber: null,
  trackTotal: null,
  discNumber: null,
  discTotal: null,
  durationMs: seconds === null ? null : seconds * 1000,
  isrc: null,
  releaseDate: null,
});

const offered = (path: string, seconds: number | null): OfferedFile => ({
  id: path,
  username: 'peer',
  path,
  sizeBytes: 20_000_000,
  extension: null,
  bitrateKbps: null,
  sampleRateHz: null,
  bitDepth: null,
  lengthS: seconds,
  variableBitrate: null,
  freeSlot: true,
  queueLength: 0,
  speedBps: 1,
});

const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

test('there are cases to learn from', () => {
  expect(names.length).toBeGreaterThan(20);
});

for (const name of names) {
  const { lesson, wish, files } = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Case;
  describe(`${name}: ${lesson}`, () => {
    test.each(files.map((file) => [`${file.path} (${file.seconds ?? '?'} s) is ${file.verdict}`, file] as const))(
      '%s',
      (_, file) => {
        const [judgement] = judge(wanted(wish), [offered(file.path, file.seconds)], defaultQualityProfile);
        expect(judgement, JSON.stringify(judgement)).toMatchObject({ verdict: file.verdict });
        if (file.rule !== undefined)
          expect(judgement?.reasons.filter(({ weight }) => weight < 0).map(({ rule }) => rule)).toContain(file.rule);
      },
    );
  });
}
