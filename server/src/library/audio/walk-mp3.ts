import { type MpegHeader, readMpegHeader, readSideInfo } from './mpeg-header.ts';
import { type ByteReader, pour } from './reader.ts';
import { afterId3v2, beforeTrailingTags } from './tags-around.ts';
import type { AudioSink, Walk } from './types.ts';

const chunkBytes = 1 << 20;
/** Longest possible frame is 2,881 bytes (layer II, 384 kbit/s, 32 kHz … with room to spare). */
const longestFrame = 4096;
/** So many strange bytes are skipped between two frames, so many times. */
const rubbishBytes = 16 * 1024;
const mostRubbish = 3;
const rubbishTail = 4096;
/** So far we look for the first frame behind tags; some rippers leave padding there. */
const leadingBytes = 256 * 1024;

/** Where the first frame is that another one of the same kind follows; `null` when there is none near `from`. */
export function findFirstFrame(reader: ByteReader, from: number, end: number): number | null {
  const limit = Math.min(end, from + leadingBytes);
  const bytes = Buffer.from(reader.at(from, Math.min(limit - from + longestFrame, end - from)));
  for (let at = 0; at < limit - from; at += 1) {
    const header = bytes[at] === 0xff ? readMpegHeader(bytes, at) : null;
    if (!header) continue;
    const next = readMpegHeader(bytes, at + header.bytes);
    if (next?.kind === header.kind || (from + at + header.bytes === end && at === 0)) return from + at;
  }
  return null;
}

/**
 * Walks along the chain of MPEG audio frames. Each header must follow where the one before ends; the music each layer III frame claims must fit
 * into the bytes that it and its predecessors have (the bit reservoir); the number of frames must be what a Xing, Info or VBRI header promises.
 * Bits flipped inside the coded music itself cannot be seen without decoding.
 */
export function walkMp3(reader: ByteReader, sink?: AudioSink): Walk {
  const end = beforeTrailingTags(reader);
  const start = findFirstFrame(reader, afterId3v2(reader), end);
  if (start === null) return { kind: 'damaged', atMs: 0, what: 'it holds no MPEG audio frames' };
  let position = start;
  let frames = 0;
  let samples = 0;
  let rate = 0;
  let kind = 0;
  let promised: number | null = null;
  let reservoir = 0;
  let strange = 0;
  let lastBytes = 0;
  const now = () => (rate > 0 ? Math.round((samples * 1000) / rate) : null);

  while (position < end) {
    const chunk = reader.at(position, Math.min(chunkBytes, end - position));
    const last = position + chunk.length >= end;
    // a frame that crosses the edge waits for the next chunk
    const stop = last ? chunk.length : chunk.length - longestFrame;
    let at = 0;
    while (at < stop) {
      const header = readMpegHeader(chunk, at);
      if (!header || (frames > 0 && header.kind !== kind)) {
        const rest = afterGap(reader, position + at, end) ?? afterRubbish(position + at);
        if (rest === null && onlyRubbishLeft(position + at)) return ended(true);
        if (rest === null) return { kind: 'damaged', atMs: now(), what: 'the chain of frames breaks off' };
        if (rest === end) return ended(true);
        // a tag or rubbish between two whole frames: go on behind it, the reservoir is what it was
        at = rest - position;
        if (at >= chunk.length) break;
        continue;
      }
      if (frames === 0) {
        kind = header.kind;
        rate = header.rate;
      }
      if (at + header.bytes > chunk.length && last) return ended(false);
      const count = frames === 0 ? promisedFrames(chunk, at, header) : null;
      if (count !== null) promised = count;
      else {
        if (header.layer === 3) {
          const side = readSideInfo(chunk, at, header);
          const known = frames > 12;
          if (
            !side.valid ||
            (known && (side.backBytes > reservoir || side.musicBits > (side.backBytes + side.roomBytes) * 8))
          )
            return { kind: 'damaged', atMs: now(), what: 'a frame contradicts the ones before it' };
          // what this frame leaves unused is all that the next one may reach back for
          reservoir = Math.max(0, side.backBytes + side.roomBytes - Math.ceil(side.musicBits / 8));
        }
        samples += header.samples;
      }
      frames += 1;
      lastBytes = header.bytes;
      at += header.bytes;
    }
    position += at;
  }
  return ended(true);

  /**
   * Where the chain goes on behind a few strange bytes, as copying and joining leave them; `null` when a frame is hurt or missing. Whole frames follow one another in
   * spite of them: none begins inside the last one, and the next one reaches no further back than there is music.
   */
  function afterRubbish(from: number): number | null {
    strange += 1;
    if (strange > mostRubbish || frames === 0) return null;
    const bytes = Buffer.from(
      reader.at(from - lastBytes, Math.min(lastBytes + rubbishBytes + longestFrame, end - from + lastBytes)),
    );
    const chain = (at: number): boolean => {
      const header = readMpegHeader(bytes, at);
      if (header?.kind !== kind) return false;
      const next = readMpegHeader(bytes, at + header.bytes);
      return next?.kind === kind || at + header.bytes === bytes.length;
    };
    for (let at = 4; at < lastBytes; at += 1) if (bytes[at] === 0xff && chain(at)) return null;
    for (let at = lastBytes; at < bytes.length - 4; at += 1) {
      if (bytes[at] !== 0xff || !chain(at)) continue;
      const header = readMpegHeader(bytes, at);
      if (header === null || header.layer !== 3) return null;
      const side = readSideInfo(bytes, at, header);
      // a reservoir that is in use goes on exactly; without one nothing tells rubbish from a missing piece
      return side.valid && side.backBytes > 0 && side.backBytes <= reservoir ? from - lastBytes + at : null;
    }
    return null;
  }

  /** Behind the last counted frame anything may lie; without a count, no more than a broken last frame and some words. */
  function onlyRubbishLeft(from: number): boolean {
    if (promised !== null && promised > 0 && frames > promised) return true;
    return frames > 12 && end - from <= rubbishTail;
  }

  function ended(complete: boolean): Walk {
    const music = frames - (promised === null ? 0 : 1);
    const frameMs = frames > 0 && rate > 0 ? ((samples / Math.max(1, music)) * 1000) / rate : 0;
    // two frames of slack: encoders disagree about counting the first and the last one
    if (promised !== null && music + 2 < promised)
      return { kind: 'truncated', atMs: now(), promisedMs: Math.round(promised * frameMs) };
    if (!complete && music < 4) return { kind: 'truncated', atMs: now(), promisedMs: null };
    if (sink) pour(reader, start ?? 0, end, sink);
    return { kind: 'whole', depth: 'frame-headers', durationMs: now() };
  }
}

/** Behind a break in the chain: the position after a tag, `end` when only padding follows, `null` when it is damage. */
function afterGap(reader: ByteReader, position: number, end: number): number | null {
  const behind = afterId3v2(reader, position);
  if (behind > position) return Math.min(behind, end);
  for (let at = position; at < end; at += chunkBytes) {
    const chunk = reader.at(at, Math.min(chunkBytes, end - at));
    if (chunk.some((byte) => byte !== 0)) return end - position < 32 ? end : null;
  }
  // zeros are padding at the very end, but a hole when they are many
  return end - position <= 64 * 1024 ? end : null;
}

/** Number of frames in a Xing/Info (LAME) or VBRI (Fraunhofer) header; `null` when the frame is ordinary music. */
function promisedFrames(chunk: Buffer, at: number, header: MpegHeader): number | null {
  if (header.layer !== 3) return null;
  const offset = at + 4 + (header.first ? (header.mono ? 17 : 32) : header.mono ? 9 : 17);
  for (const place of [offset, offset + 2]) {
    const name = chunk.toString('latin1', place, place + 4);
    if (name === 'Xing' || name === 'Info')
      return (chunk.readUInt32BE(place + 4) & 1) === 1 ? chunk.readUInt32BE(place + 8) : 0;
  }
  return chunk.toString('latin1', at + 36, at + 40) === 'VBRI' ? chunk.readUInt32BE(at + 50) : null;
}
