import { type IAudioMetadata, parseFile } from 'music-metadata';
import { errorCode } from '#platform/files';
import { inspectAudio } from '../audio/inspect.ts';
import { openReader } from '../audio/reader.ts';
import { type Sniffed, sniffAudio } from '../audio/sniff.ts';
import type { AudioFacts } from '../audio/types.ts';
import { walkAiff, walkWav } from '../audio/walk-riff.ts';
import { libraryKeys } from '../library.keys.ts';
import { namesOf } from './names.ts';
import type { FileNames, Reading } from './types.ts';

/** Enough for headers and for what stands in front of them; reading a whole megabyte of each file would be the slowest part of a scan. */
const windowBytes = 128 << 10;
/** One for all files of the thread: a file is sniffed in one go, and new ones for 100,000 files would be 13 GB of rubbish. */
let window: Buffer | null = null;

/**
 * Looks into one file: format by content, facts and tags from its headers; with `thorough` at every byte of it. Whatever is wrong with it is an
 * answer. Blocking in part: for threads only.
 */
export async function readAudio(root: string, path: string, thorough: boolean): Promise<Reading> {
  const absolute = `${root}/${path}`;
  try {
    const { sniffed, cut, size } = sniffFile(absolute);
    if (size === 0) return problem('empty', 'The file is empty.', 'Delete it.');
    if (sniffed === null)
      return problem('unknown_format', 'The file is not audio of a known format.', 'Delete or rename it.');
    if (cut) return problem('damaged', 'The file ends before its music does.', 'Replace it by a whole one.');
    const metadata = await parse(absolute);
    if (metadata === null && sniffed.format !== 'ape')
      return problem(
        'unreadable',
        'The headers of the file cannot be read.',
        'Replace it, or repair it with a tool for its format.',
      );
    if (thorough) {
      const inspection = await inspectAudio(absolute, false);
      if (inspection.kind === 'not-audio')
        return problem('unknown_format', 'The file is not audio of a known format.', 'Delete or rename it.');
      if (inspection.kind === 'broken')
        return problem('damaged', brokenSentence(inspection.walk), 'Replace it by a whole one.');
      return audio(inspection.facts, namesOf(path, metadata));
    }
    return audio(factsOf(sniffed, metadata, size), namesOf(path, metadata));
  } catch (error) {
    return faultOf(error);
  }
}

/** Names are taken apart for the keys here, where that blocks nobody. */
function audio(facts: AudioFacts, names: FileNames): Reading {
  return { kind: 'audio', facts, names, keys: libraryKeys(names) };
}

function sniffFile(path: string): { readonly sniffed: Sniffed | null; readonly cut: boolean; readonly size: number } {
  window ??= Buffer.allocUnsafe(windowBytes);
  const reader = openReader(path, window);
  try {
    if (reader.size === 0) return { sniffed: null, cut: false, size: 0 };
    const sniffed = sniffAudio(reader);
    // only these say in their headers how long the file must be
    const walk = sniffed?.format === 'wav' ? walkWav(reader) : sniffed?.format === 'aiff' ? walkAiff(reader) : null;
    return { sniffed, cut: walk !== null && walk.kind !== 'whole', size: reader.size };
  } finally {
    reader.close();
  }
}

/** `null`: the reader does not understand it. Throws system errors. */
async function parse(path: string): Promise<IAudioMetadata | null> {
  try {
    return await parseFile(path, { skipCovers: true, duration: false });
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error;
    return null;
  }
}

function factsOf(sniffed: Sniffed, metadata: IAudioMetadata | null, sizeBytes: number): AudioFacts {
  const format = metadata?.format;
  const durationMs = format?.duration === undefined ? null : Math.round(format.duration * 1000);
  const bitrate = format?.bitrate ?? (durationMs ? (sizeBytes * 8000) / durationMs : null);
  return {
    format: sniffed.format,
    extension: sniffed.extension,
    codec: sniffed.codec,
    lossless: sniffed.lossless ?? format?.lossless ?? null,
    bitrateKbps: bitrate === null || !Number.isFinite(bitrate) ? null : Math.round(bitrate / 1000),
    sampleRateHz: format?.sampleRate ?? null,
    bitDepth: sniffed.lossless === false ? null : (format?.bitsPerSample ?? null),
    durationMs: durationMs !== null && Number.isFinite(durationMs) ? durationMs : null,
    sizeBytes,
  };
}

function brokenSentence(walk: { kind: 'truncated' } | { kind: 'damaged'; what: string }): string {
  return walk.kind === 'truncated' ? 'The file ends before its music does.' : `The file is damaged: ${walk.what}.`;
}

function problem(code: (Reading & { kind: 'problem' })['code'], sentence: string, remedy: string): Reading {
  return { kind: 'problem', code, sentence, remedy };
}

function faultOf(error: unknown): Reading {
  switch (errorCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { kind: 'gone' };
    case 'EACCES':
    case 'EPERM':
      return problem(
        'no_permission',
        'Harmony may not read this file.',
        'Give the account that runs Harmony permission to read it.',
      );
    case null:
      // a reader stumbled over what it found: the file's fault, not ours to fall over
      return problem(
        'unreadable',
        `The file cannot be read (${error instanceof Error ? error.message : String(error)}).`,
        'Replace it by a whole one.',
      );
    default:
      return problem(
        'disk_error',
        `The disk reported an error (${errorCode(error)}) at this file.`,
        'Check the disk or the network mount.',
      );
  }
}
