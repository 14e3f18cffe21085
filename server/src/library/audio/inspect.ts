import { createHash } from 'node:crypto';
import { fileTypeFromFile } from 'file-type';
import { parseFile } from 'music-metadata';
import { type ByteReader, openReader, pour } from './reader.ts';
import { type Sniffed, sniffAudio } from './sniff.ts';
import { beforeTrailingTags } from './tags-around.ts';
import type { AudioFacts, AudioSink, Inspection, Walk } from './types.ts';
import { walkFlac } from './walk-flac.ts';
import { walkMp3 } from './walk-mp3.ts';
import { walkMp4 } from './walk-mp4.ts';
import { walkOgg } from './walk-ogg.ts';
import { walkAiff, walkWav } from './walk-riff.ts';

/**
 * Looks at every byte of a file: what it is by content, whether its structure is whole, and (with `checksum`) a SHA-256 of its audio payload.
 * Reads synchronously: call it in a thread (`createAudioInspector` does). Throws system errors only.
 */
export async function inspectAudio(path: string, checksum: boolean): Promise<Inspection> {
  const reader = openReader(path);
  try {
    const sniffed = sniffAudio(reader);
    if (!sniffed) return { kind: 'not-audio', what: await nameOf(path) };
    const hash = checksum ? createHash('sha256') : null;
    let hashed = false;
    const walk = walkBy(reader, sniffed, (bytes) => {
      hash?.update(bytes);
      hashed = true;
    });
    const facts = await describe(path, reader.size, sniffed, walk);
    if (walk.kind !== 'whole') return { kind: 'broken', facts, walk };
    return { kind: 'sound', facts, depth: walk.depth, audioSha256: hash && hashed ? hash.digest('hex') : null };
  } finally {
    reader.close();
  }
}

function walkBy(reader: ByteReader, sniffed: Sniffed, sink: AudioSink): Walk {
  switch (sniffed.format) {
    case 'flac':
      return walkFlac(reader, sniffed.start, sink);
    case 'mp1':
    case 'mp2':
    case 'mp3':
      return walkMp3(reader, sink);
    case 'ogg':
    case 'opus':
    case 'oga':
      return walkOgg(reader, sink);
    case 'm4a':
      return walkMp4(reader, sink);
    case 'wav':
      return walkWav(reader, sink);
    case 'aiff':
      return walkAiff(reader, sink);
    case 'ape':
      // between tags, but without an understanding of the frames
      pour(reader, sniffed.start, beforeTrailingTags(reader), sink);
      return { kind: 'whole', depth: 'header', durationMs: null };
    default:
      return { kind: 'whole', depth: 'header', durationMs: null };
  }
}

/** Facts from our own walk where it knows them, else from music-metadata, which is tolerant and knows more formats. */
async function describe(path: string, sizeBytes: number, sniffed: Sniffed, walk: Walk): Promise<AudioFacts> {
  const format = await headerOf(path);
  const durationMs =
    walk.kind === 'whole' && walk.durationMs !== null
      ? walk.durationMs
      : format?.duration === undefined
        ? null
        : Math.round(format.duration * 1000);
  const bitrate = format?.bitrate ?? (durationMs ? (sizeBytes * 8000) / durationMs : null);
  return {
    format: sniffed.format,
    extension: sniffed.extension,
    codec: sniffed.codec,
    lossless: sniffed.lossless ?? format?.lossless ?? null,
    bitrateKbps: bitrate === null ? null : Math.round(bitrate / 1000),
    sampleRateHz: format?.sampleRate ?? null,
    bitDepth: sniffed.lossless === false ? null : (format?.bitsPerSample ?? null),
    durationMs,
    sizeBytes,
  };
}

async function headerOf(path: string) {
  try {
    return (await parseFile(path, { skipCovers: true, duration: false })).format;
  } catch (error) {
    // it could not read the header; system errors are faults, its own are an answer: nothing more is known
    if (error instanceof Error && 'syscall' in error) throw error;
    return null;
  }
}

async function nameOf(path: string): Promise<string | null> {
  const type = await fileTypeFromFile(path);
  return type ? type.mime : null;
}
