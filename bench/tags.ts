/**
 * `node bench/tags.ts`: the full set of tags and a cover into files of every format, read back by readers that share no code with each other
 * (music-metadata, ffprobe, mutagen; and node-taglib-sharp, which writes them), and the checksum of the music before and after. Prints Markdown tables; ends with an error when a
 * checksum changed or music-metadata did not find a field.
 *   --files N   how many files in all (200)
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { File } from 'node-taglib-sharp';
import { inspectAudio } from '../server/src/library/audio/inspect.ts';
import { tagHomeOf } from '../server/src/pipeline/7-tag/formats.ts';
import { readTags } from '../server/src/pipeline/7-tag/tag.read.ts';
import { writeTags } from '../server/src/pipeline/7-tag/tag.write.ts';
import { differences, type TagField, type Tags } from '../server/src/pipeline/7-tag/tags.ts';
import { type AudioFormat, extensionOf, makeAudio } from '../stand-ins/audio/index.ts';
import { makePng } from '../stand-ins/coverart/index.ts';

const { values } = parseArgs({ options: { files: { type: 'string', default: '200' } } });
const formats = Object.keys(extensionOf) as AudioFormat[];
const perFormat = Math.ceil(Number(values.files) / formats.length);
const folder = mkdtempSync(join(tmpdir(), 'harmony-tags-'));
const id = (n: number): string => `${`${n}`.repeat(8)}-1111-4222-8333-444444444444`;
const wanted: Required<Tags> = {
  title: 'Tïtle 光 / 99 %',
  artists: ['Björk', '宇多田ヒカル', 'أم كلثوم'],
  album: 'Ænima',
  albumArtist: 'Björk & Friends',
  trackNumber: 3,
  trackTotal: 12,
  discNumber: 1,
  discTotal: 2,
  date: '2001-08-27',
  isrc: 'GBUM71029604',
  genres: ['Trip Hop', 'Électronique'],
  composers: ['Komponist Eins', '作曲家 Zwei'],
  producers: ['Producer One', 'Producer Two'],
  copyright: '℗ 2001 Label',
  recordingId: id(1),
  releaseId: id(2),
  releaseGroupId: id(3),
  artistIds: [id(4), id(5)],
  albumArtistIds: [id(6), id(7)],
  lyrics: 'eine Zeile\n\nnoch eine',
};
const cover = makePng(600, 600);
const coverFile = { path: join(folder, 'cover.png'), mime: 'image/png', sha256: sha256(cover) } as const;
writeFileSync(coverFile.path, cover);
const fields = [...Object.keys(wanted), 'cover'];

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const decoded = (path: string): string =>
  spawnSync('ffmpeg', ['-v', 'error', '-i', path, '-map', '0:a:0', '-f', 'md5', '-']).stdout.toString();

async function payload(path: string): Promise<string | null> {
  const inspection = await inspectAudio(path, true);
  return inspection.kind === 'sound' ? inspection.audioSha256 : null;
}

/** Per field `✓`, `1` when only one of several values is shown, or `–`. */
function bySharp(path: string, format: string): Record<string, string> {
  const file = File.createFromPath(path, tagHomeOf(format)?.type);
  const { tag } = file;
  const same = (a: unknown, b: unknown): string => (JSON.stringify(a) === JSON.stringify(b) ? '✓' : '–');
  const first = (found: string, all: readonly string[]): string =>
    found === all.join('; ') || found === all.join(';') ? '✓' : all.includes(found) ? '1' : '–';
  const seen = {
    title: same(tag.title, wanted.title),
    artists: same(tag.performers, wanted.artists),
    album: same(tag.album, wanted.album),
    albumArtist: same(tag.albumArtists, [wanted.albumArtist]),
    trackNumber: same(tag.track, 3),
    trackTotal: same(tag.trackCount, 12),
    discNumber: same(tag.disc, 1),
    discTotal: same(tag.discCount, 2),
    date: tag.year === 2001 ? 'year' : '–',
    isrc: same(tag.isrc, wanted.isrc),
    genres: same(tag.genres, wanted.genres),
    composers: same(tag.composers, wanted.composers),
    producers: 'n/a',
    copyright: same(tag.copyright, wanted.copyright),
    recordingId: same(tag.musicBrainzTrackId, wanted.recordingId),
    releaseId: same(tag.musicBrainzReleaseId, wanted.releaseId),
    releaseGroupId: same(tag.musicBrainzReleaseGroupId, wanted.releaseGroupId),
    artistIds: first(tag.musicBrainzArtistId, wanted.artistIds),
    albumArtistIds: first(tag.musicBrainzReleaseArtistId, wanted.albumArtistIds),
    lyrics: same(tag.lyrics?.replaceAll('\r\n', '\n'), wanted.lyrics),
    cover: same(sha256(tag.pictures[0]?.data.toByteArray() ?? new Uint8Array()), coverFile.sha256),
  };
  file.dispose();
  return seen;
}

function byFfprobe(path: string): Record<string, string> {
  const run = spawnSync('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    'format_tags:stream_tags:stream=codec_type,width',
    '-of',
    'json',
    path,
  ]);
  const text = run.stdout.toString();
  const seen: Record<string, string> = {};
  for (const [name, value] of Object.entries(wanted)) {
    const texts = Array.isArray(value) ? value : [String(value)];
    const escaped = texts.map((each) => JSON.stringify(each).slice(1, -1));
    const there = escaped.filter((each) => text.includes(each)).length;
    seen[name] = there === texts.length ? '✓' : there > 0 ? String(there) : '–';
  }
  seen['trackNumber'] = /"(?:track|tracknumber)": "3/i.test(text) ? '✓' : '–';
  seen['trackTotal'] = /"track": "3\/12"|"(?:tracktotal|totaltracks)": "12"/i.test(text) ? '✓' : '–';
  seen['discNumber'] = /"(?:disc|discnumber|disk)": "1/i.test(text) ? '✓' : '–';
  seen['discTotal'] = /"(?:disc|disk)": "1\/2"|"(?:disctotal|totaldiscs)": "2"/i.test(text) ? '✓' : '–';
  seen['cover'] = /"width": 600/.test(text) ? '✓' : '–';
  return seen;
}

// Debian's mutagen (it comes with beets) belongs to Debian's Python, whichever comes first on the PATH
const python = ['/usr/bin/python3', 'python3'].find(
  (program) => spawnSync(program, ['-c', 'import mutagen']).status === 0,
);

function byMutagen(path: string): Record<string, string> {
  if (python === undefined) return Object.fromEntries(fields.map((name) => [name, 'not run']));
  const run = spawnSync(python, [new URL('tags-mutagen.py', import.meta.url).pathname, path]);
  if (run.status !== 0) throw new Error(run.stderr.toString());
  const { texts, covers } = JSON.parse(run.stdout.toString()) as { texts: Record<string, string[]>; covers: string[] };
  const all = Object.values(texts).flat();
  const seen: Record<string, string> = {};
  for (const [name, value] of Object.entries(wanted)) {
    const there = [value].flat().filter((each) => all.includes(String(each))).length;
    seen[name] = there === [value].flat().length ? '✓' : there > 0 ? String(there) : '–';
  }
  const numbered = (names: readonly string[], pattern: RegExp): string =>
    Object.entries(texts).some(
      ([name, found]) => names.includes(name.toLowerCase()) && found.some((each) => pattern.test(each)),
    )
      ? '✓'
      : '–';
  const [track, disc] = [
    ['trck', 'trkn', 'track', 'tracknumber'],
    ['tpos', 'disk', 'disc', 'discnumber'],
  ] as const;
  seen['trackNumber'] = numbered(track, /^0*3(?:\/|$)/);
  seen['trackTotal'] = numbered(track, /\/12$/) === '✓' ? '✓' : numbered(['tracktotal', 'totaltracks'], /^12$/);
  seen['discNumber'] = numbered(disc, /^0*1(?:\/|$)/);
  seen['discTotal'] = numbered(disc, /\/2$/) === '✓' ? '✓' : numbered(['disctotal', 'totaldiscs'], /^2$/);
  seen['cover'] = covers.includes(coverFile.sha256) ? '✓' : '–';
  return seen;
}

type Reader = 'mm' | 'sharp' | 'ffprobe' | 'mutagen';
const byFormat = new Map<string, Record<Reader, Record<string, string>>>();
let changed = 0;
let missing = 0;
const sums: string[] = [];
for (const format of formats) {
  const extension = extensionOf[format];
  let same = 0;
  let sameDecoded = 0;
  for (let n = 0; n < perFormat; n++) {
    const path = join(folder, `${format}-${n}.${extension}`);
    writeFileSync(
      path,
      makeAudio({
        format,
        durationMs: 3000 + n * 137,
        seed: n,
        tags: n % 2 === 0 ? {} : { title: 'old', genre: 'Old' },
      }),
    );
    const [before, heard] = [await payload(path), decoded(path)];
    writeTags(path, extension, wanted, coverFile);
    if ((await payload(path)) === before) same += 1;
    else changed += 1;
    if (decoded(path) === heard) sameDecoded += 1;
    else changed += 1;
    const found = await readTags(path);
    const wrong = new Set<TagField | 'cover'>(differences(wanted, found.tags));
    if (!found.pictures.some((picture) => picture.sha256 === coverFile.sha256)) wrong.add('cover');
    missing += wrong.size;
    if (n === 0)
      byFormat.set(format, {
        mm: Object.fromEntries(fields.map((name) => [name, wrong.has(name as TagField) ? '–' : '✓'])),
        sharp: bySharp(path, extension),
        ffprobe: byFfprobe(path),
        mutagen: byMutagen(path),
      });
  }
  sums.push(`| ${format} | ${perFormat} | ${same} | ${sameDecoded} |`);
}
rmSync(folder, { recursive: true, force: true });

const out: string[] = [];
for (const [title, key] of [
  ['music-metadata', 'mm'],
  ['ffprobe', 'ffprobe'],
  ['mutagen', 'mutagen'],
  ['node-taglib-sharp, general interface (the library that writes)', 'sharp'],
] as const) {
  out.push(`\n### ${title}\n`, `| field | ${formats.join(' | ')} |`, `| --- |${' --- |'.repeat(formats.length)}`);
  for (const name of fields)
    out.push(`| ${name} | ${formats.map((format) => byFormat.get(format)?.[key][name] ?? '').join(' | ')} |`);
}
out.push(
  '\n### Music before and after\n',
  '| format | files | coded music the same (SHA-256) | decoded by ffmpeg the same (MD5) |',
  '| --- | --- | --- | --- |',
  ...sums,
);
process.stdout.write(`${out.join('\n')}\n`);
if (changed > 0 || missing > 0) {
  process.stderr.write(`${changed} checksums changed, ${missing} fields not found by music-metadata.\n`);
  process.exitCode = 1;
}
