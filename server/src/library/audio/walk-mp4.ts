import { createPacketWatch } from './mp4-packets.ts';
import { type ByteReader, pour } from './reader.ts';
import type { AudioSink, Walk } from './types.ts';

interface Box {
  readonly type: string;
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

/** Boxes between `from` and `to` (ISO 14496-12 §4.2); the last may reach beyond `to` when the file is cut. */
function* boxes(reader: ByteReader, from: number, to: number): Generator<Box> {
  for (let position = from; position + 8 <= to; ) {
    const head = reader.at(position, 16);
    let size = head.readUInt32BE(0);
    const type = head.toString('latin1', 4, 8);
    let body = position + 8;
    if (size === 1 && head.length === 16) {
      size = Number(head.readBigUInt64BE(8));
      body += 8;
    } else if (size === 0) size = to - position;
    if (size < body - position) return;
    yield { type, start: position, body, end: position + size };
    position += size;
  }
}

function find(reader: ByteReader, parent: Box, ...path: readonly string[]): Box | null {
  const [type, ...rest] = path;
  for (const box of boxes(reader, parent.body, parent.end))
    if (box.type === type) return rest.length === 0 ? box : find(reader, box, ...rest);
  return null;
}

/** The audio track of a movie: its sample description code (`mp4a`, `alac` …) and its sample table. */
export interface Mp4Audio {
  readonly code: string;
  readonly durationMs: number | null;
  readonly table: Box;
}

/** Finds the index and the first audio track; `null` when there is none. */
export function findMp4Audio(reader: ByteReader): Mp4Audio | null {
  for (const moov of boxes(reader, 0, reader.size)) {
    if (moov.type !== 'moov' || moov.end > reader.size) continue;
    for (const track of boxes(reader, moov.body, moov.end)) {
      if (track.type !== 'trak') continue;
      const handler = find(reader, track, 'mdia', 'hdlr');
      const header = find(reader, track, 'mdia', 'mdhd');
      const table = find(reader, track, 'mdia', 'minf', 'stbl');
      const kinds = table && find(reader, table, 'stsd');
      if (!handler || !header || !table || !kinds || reader.at(handler.body + 8, 4).toString('latin1') !== 'soun')
        continue;
      const wide = reader.at(header.body, 1)[0] === 1;
      const times = reader.at(header.body + (wide ? 20 : 12), 12);
      const scale = times.readUInt32BE(0);
      const length = wide ? Number(times.readBigUInt64BE(4)) : times.readUInt32BE(4);
      return {
        code: reader.at(kinds.body + 12, 4).toString('latin1'),
        durationMs: scale > 0 && length > 0 ? Math.round((length * 1000) / scale) : null,
        table,
      };
    }
  }
  return null;
}

/**
 * Walks through the boxes of an MP4 file and the sample table of its audio track: every chunk must lie inside the media data and the file
 * (ISO 14496-12 §8.6, §8.7), and packets must end as their codec demands. A few bits flipped in the music cannot be seen without decoding.
 */
export function walkMp4(reader: ByteReader, sink?: AudioSink): Walk {
  const media: Box[] = [];
  let fragments = false;
  let cut = false;
  let indexed = false;
  let reached = 0;
  for (const box of boxes(reader, 0, reader.size)) {
    if (!/^[\x20-\x7e\xa9]{4}$/.test(box.type)) return { kind: 'damaged', atMs: null, what: 'a box has no valid name' };
    if (box.type === 'ftyp' && box.start > 0)
      return { kind: 'damaged', atMs: null, what: 'another file follows in the same one' };
    if (box.type === 'mdat') media.push(box);
    if (box.type === 'moof') fragments = true;
    if (box.type === 'moov') indexed = box.end <= reader.size;
    if (box.end > reader.size) cut = true;
    reached = box.end;
  }
  if (!indexed)
    return cut
      ? { kind: 'truncated', atMs: null, promisedMs: null }
      : { kind: 'damaged', atMs: null, what: 'it has no index of its music' };
  if (!cut && reached < reader.size && reader.at(reached, 64).some((byte) => byte !== 0))
    return { kind: 'damaged', atMs: null, what: 'its boxes do not fill the file' };
  const audio = findMp4Audio(reader);
  if (!audio) return { kind: 'damaged', atMs: null, what: 'its index has no audio track' };
  const chunks = readChunks(reader, audio.table);
  if (!chunks) return { kind: 'damaged', atMs: null, what: 'its index is broken' };
  if (chunks.total === 0 && fragments)
    return cut
      ? { kind: 'truncated', atMs: null, promisedMs: audio.durationMs }
      : { kind: 'whole', depth: 'part-sizes', durationMs: audio.durationMs };
  const packets = createPacketWatch(reader, audio.code);
  const timeOf = (samples: number) =>
    audio.durationMs === null ? null : Math.round((audio.durationMs * samples) / Math.max(1, chunks.total));
  let good = 0;
  for (const chunk of chunks.each()) {
    if (chunk.offset + chunk.bytes > reader.size) {
      return { kind: 'truncated', atMs: timeOf(good), promisedMs: audio.durationMs };
    }
    if (!media.some((box) => chunk.offset >= box.body && chunk.offset + chunk.bytes <= box.end))
      return { kind: 'damaged', atMs: null, what: 'its index points outside the music' };
    if (sink) pour(reader, chunk.offset, chunk.offset + chunk.bytes, sink);
    let at = chunk.offset;
    for (const size of chunk.sizes) {
      packets.see(at, size);
      at += size;
    }
    good += chunk.samples;
  }
  if (good < chunks.total || chunks.total === 0)
    return { kind: 'damaged', atMs: null, what: 'its index is incomplete' };
  if (cut) return { kind: 'truncated', atMs: audio.durationMs, promisedMs: audio.durationMs };
  const broken = packets.firstBroken();
  if (broken !== null) return { kind: 'damaged', atMs: timeOf(broken), what: 'several packets in a row are broken' };
  return { kind: 'whole', depth: 'sample-index', durationMs: audio.durationMs };
}

/** Chunks of the track in playing order, computed from `stsc`, `stsz`/`stz2` and `stco`/`co64` while going along. */
function readChunks(reader: ByteReader, table: Box) {
  const toChunk = find(reader, table, 'stsc');
  const sizes = find(reader, table, 'stsz') ?? find(reader, table, 'stz2');
  const offsets = find(reader, table, 'stco') ?? find(reader, table, 'co64');
  if (!toChunk || !sizes || !offsets || Math.max(toChunk.end, sizes.end, offsets.end) > reader.size) return null;
  const u32 = (position: number) => {
    const bytes = reader.at(position, 4);
    return bytes.length === 4 ? bytes.readUInt32BE(0) : 0;
  };
  const compact = sizes.type === 'stz2' ? u32(sizes.body + 4) & 255 : 32;
  const same = sizes.type === 'stz2' ? 0 : u32(sizes.body + 4);
  const total = u32(sizes.body + 8);
  const wide = offsets.type === 'co64';
  const count = u32(offsets.body + 4);
  const runs = u32(toChunk.body + 4);
  if (offsets.body + 8 + count * (wide ? 8 : 4) > offsets.end || toChunk.body + 8 + runs * 12 > toChunk.end)
    return null;
  if (same === 0 && sizes.body + 12 + Math.ceil((total * compact) / 8) > sizes.end) return null;
  // the tables are copied once: a few megabytes for hours of music
  const sizeTable = same > 0 ? null : copy(reader, sizes.body + 12, Math.ceil((total * compact) / 8));
  const sizeOf = (sample: number) => {
    if (!sizeTable) return same;
    if (compact === 32) return sizeTable.readUInt32BE(sample * 4);
    if (compact === 16) return sizeTable.readUInt16BE(sample * 2);
    if (compact === 8) return sizeTable.readUInt8(sample);
    return sample % 2 === 0 ? sizeTable.readUInt8(sample >> 1) >> 4 : sizeTable.readUInt8(sample >> 1) & 15;
  };
  const offsetTable = copy(reader, offsets.body + 8, count * (wide ? 8 : 4));
  const runTable = copy(reader, toChunk.body + 8, runs * 12);
  return {
    total,
    *each(): Generator<{ offset: number; bytes: number; samples: number; sizes: readonly number[] }> {
      let sample = 0;
      let run = 0;
      for (let chunk = 1; chunk <= count && sample < total; chunk += 1) {
        while (run + 1 < runs && runTable.readUInt32BE((run + 1) * 12) <= chunk) run += 1;
        const samples = Math.min(runs > 0 ? runTable.readUInt32BE(run * 12 + 4) : 0, total - sample);
        const sizes = Array.from({ length: samples }, (_, index) => sizeOf(sample + index));
        const bytes = sizes.reduce((sum, size) => sum + size, 0);
        const at = chunk - 1;
        const offset = wide ? Number(offsetTable.readBigUInt64BE(at * 8)) : offsetTable.readUInt32BE(at * 4);
        yield { offset, bytes, samples, sizes };
        sample += samples;
      }
    },
  };
}

function copy(reader: ByteReader, from: number, length: number): Buffer {
  const pieces: Buffer[] = [];
  pour(reader, from, from + length, (piece) => pieces.push(Buffer.from(piece)));
  return Buffer.concat(pieces);
}
