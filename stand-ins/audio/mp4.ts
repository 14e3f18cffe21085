import { BitWriter, createRandom, pick } from './bytes.ts';
import { draftOf } from './draft.ts';
import { loadSeed } from './seeds.ts';
import { box, itunesUserData } from './tags.ts';
import type { AudioRecipe, Draft } from './types.ts';

const sampleRate = 44100;
const samplesPerChunk = 32;

const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => bytes.writeUInt32BE(value, i * 4));
  return bytes;
};
const u16 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, i) => bytes.writeUInt16BE(value, i * 2));
  return bytes;
};

/**
 * Makes an AAC access unit bigger without changing its sound: fill elements (ISO/IEC 14496-3, 4.4.2.7) are put before the end mark.
 * The end mark is the last three set bits of the unit.
 */
function stuff(unit: Buffer, wanted: number): Buffer {
  if (wanted <= unit.length + 2) return unit;
  let end = unit.length * 8;
  while ((((unit[(end - 1) >> 3] as number) >> (7 - ((end - 1) & 7))) & 1) === 0) end--;
  const bits = new BitWriter();
  for (let at = 0; at < end - 3; at++) bits.write((unit[at >> 3] as number) >> (7 - (at & 7)), 1);
  for (let left = wanted - unit.length; left > 2; left = wanted - Math.ceil((bits.length + 3) / 8)) {
    const count = Math.min(left - 2, 260);
    bits.write(6, 3);
    if (count < 15) bits.write(count, 4);
    else {
      bits.write(15, 4);
      bits.write(count - 14, 8);
    }
    for (let i = 0; i < count; i++) bits.write(0, 8);
  }
  bits.write(7, 3);
  return bits.finish();
}

const pools = new Map<number, readonly Buffer[]>();

function stuffed(packets: readonly Buffer[], wanted: number): readonly Buffer[] {
  const pool = pools.get(wanted) ?? packets.map((packet) => stuff(packet, wanted));
  pools.set(wanted, pool);
  return pool;
}

function sampleEntry(alac: Buffer | undefined, kbps: number): Buffer {
  const common = Buffer.concat([Buffer.alloc(6), u16(1), Buffer.alloc(8), u16(2, 16, 0, 0), u32(sampleRate * 65536)]);
  if (alac) return box('alac', common, alac);
  const specific = Buffer.from([0x05, 2, 0x12, 0x10]); // AAC-LC, 44.1 kHz, stereo
  const rate = u32(kbps * 1000, kbps * 1000);
  const decoder = Buffer.concat([Buffer.from([0x04, 13 + specific.length, 0x40, 0x15, 0, 0x18, 0]), rate, specific]);
  const descriptor = Buffer.concat([
    Buffer.from([0x03, 3 + decoder.length + 3, 0, 1, 0]),
    decoder,
    Buffer.from([0x06, 1, 2]),
  ]);
  return box('mp4a', common, box('esds', u32(0), descriptor));
}

/** Plans an MP4 audio file with AAC-LC (`m4a`) or Apple Lossless (`alac`), sample tables before the data, exact length by edit list. */
export function draftMp4(recipe: AudioRecipe): Draft {
  const alac = recipe.format === 'alac';
  const seed = loadSeed(alac ? 'alac' : 'aac-96');
  const random = createRandom(`mp4 ${recipe.seed ?? 0}`);
  const kbps = recipe.bitrateKbps ?? 96;
  const perPacket = alac ? 4096 : 1024;
  const priming = alac ? 0 : 1024;
  const wanted = (kbps * 125 * perPacket) / sampleRate;
  const pool = alac || kbps <= 96 ? seed.packets : stuffed(seed.packets, Math.round(wanted));

  const samples = Math.round((recipe.durationMs / 1000) * sampleRate);
  const count = Math.ceil((samples + priming) / perPacket);
  const packets = Array.from({ length: count }, () => pick(random, pool));
  const total = count * perPacket;

  const matrix = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
  const head = box('ftyp', Buffer.from('M4A \0\0\x02\0M4A mp42isom', 'latin1'));
  const build = (firstByte: number): Buffer => {
    const offsets: number[] = [];
    let at = firstByte;
    packets.forEach((packet, i) => {
      if (i % samplesPerChunk === 0) offsets.push(at);
      at += packet.length;
    });
    const lastChunk = count % samplesPerChunk;
    const runs = [[1, samplesPerChunk, 1]];
    if (lastChunk !== 0) {
      if (offsets.length === 1) runs[0] = [1, lastChunk, 1];
      else runs.push([offsets.length, lastChunk, 1]);
    }
    const tables = box(
      'stbl',
      box('stsd', u32(0, 1), sampleEntry(alac ? seed.headers[0] : undefined, kbps)),
      box('stts', u32(0, 1, count, perPacket)),
      box('stsc', u32(0, runs.length, ...runs.flat())),
      box('stsz', u32(0, 0, count), u32(...packets.map((packet) => packet.length))),
      box('stco', u32(0, offsets.length, ...offsets)),
    );
    const media = box(
      'mdia',
      box('mdhd', u32(0, 0, 0, sampleRate, total), u16(0x55c4, 0)),
      box('hdlr', u32(0, 0), Buffer.from('soun', 'latin1'), u32(0, 0, 0), Buffer.from('Sound\0', 'latin1')),
      box('minf', box('smhd', u32(0, 0)), box('dinf', box('dref', u32(0, 1), box('url ', u32(1)))), tables),
    );
    const track = box(
      'trak',
      box('tkhd', u32(3, 0, 0, 1, 0, samples, 0, 0), u16(0, 0, 0x0100, 0), matrix, u32(0, 0)),
      box('edts', box('elst', u32(0, 1, samples, priming, 0x10000))),
      media,
    );
    const movie = box(
      'mvhd',
      u32(0, 0, 0, sampleRate, samples, 0x10000),
      u16(0x0100, 0),
      u32(0, 0),
      matrix,
      Buffer.alloc(24),
      u32(2),
    );
    return box('moov', movie, track, itunesUserData(recipe.tags ?? {}));
  };
  const moov = build(head.length + build(0).length + 8);
  const media = box('mdat');
  media.writeUInt32BE(8 + draftOf(packets).size);
  return draftOf([head, moov, media, ...packets]);
}
