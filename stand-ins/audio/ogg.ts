import { crc32Ogg, createRandom, pick } from './bytes.ts';
import { loadSeed } from './seeds.ts';
import { vorbisComment } from './tags.ts';
import type { AudioRecipe, Draft } from './types.ts';

const pageBytes = 4096;

interface Page {
  readonly packets: readonly Buffer[];
  readonly granule: number;
  readonly flags: number;
}

function writePages(serial: number, pages: readonly Page[]): Buffer {
  return Buffer.concat(
    pages.map((page, sequence) => {
      const lacing = page.packets.flatMap((packet) => [
        ...Array.from({ length: Math.floor(packet.length / 255) }, () => 255),
        packet.length % 255,
      ]);
      const head = Buffer.alloc(27);
      head.write('OggS', 0, 'latin1');
      head[5] = page.flags;
      head.writeBigInt64LE(BigInt(page.granule), 6);
      head.writeUInt32LE(serial, 14);
      head.writeUInt32LE(sequence, 18);
      head[26] = lacing.length;
      const bytes = Buffer.concat([head, Buffer.from(lacing), ...page.packets]);
      bytes.writeUInt32LE(crc32Ogg(bytes), 22);
      return bytes;
    }),
  );
}

const firstPage = 2;
const lastPage = 4;

/** Plans Ogg Vorbis or Ogg Opus (RFC 3533, 7845): packets of the seed in pages with running granule positions; the last one cuts to the sample. */
export function draftOgg(recipe: AudioRecipe): Draft {
  const opus = recipe.format === 'opus';
  const seed = loadSeed(opus ? 'opus-64' : 'vorbis');
  const random = createRandom(`ogg ${recipe.seed ?? 0}`);
  const identification = seed.headers[0] as Buffer;
  const comment = vorbisComment(recipe.tags ?? {});
  const sampleRate = opus ? 48000 : 44100;
  const preSkip = opus ? identification.readUInt16LE(10) : 0;
  const perPacket = opus ? 960 : 1024;
  const wanted = Math.round((recipe.durationMs / 1000) * sampleRate) + preSkip;
  // The first Vorbis packet only primes the overlap and yields no samples.
  const count = Math.ceil(wanted / perPacket) + (opus ? 0 : 1);

  const headers = opus
    ? [Buffer.concat([Buffer.from('OpusTags', 'latin1'), comment])]
    : [Buffer.concat([Buffer.from('\x03vorbis', 'latin1'), comment, Buffer.from([1])]), seed.headers[1] as Buffer];
  const pages: Page[] = [
    { packets: [identification], granule: 0, flags: firstPage },
    { packets: headers, granule: 0, flags: 0 },
  ];
  let packets: Buffer[] = [];
  let bytes = 0;
  for (let i = 0; i < count; i++) {
    const packet = pick(random, seed.packets);
    packets.push(packet);
    bytes += packet.length;
    const last = i === count - 1;
    if (bytes < pageBytes && !last) continue;
    const samples = (i + (opus ? 1 : 0)) * perPacket;
    pages.push({ packets, granule: Math.min(samples, wanted), flags: last ? lastPage : 0 });
    packets = [];
    bytes = 0;
  }
  const serial = Math.floor(random() * 2 ** 32);
  const sizeOf = (page: Page): number =>
    page.packets.reduce((sum, packet) => sum + Math.floor(packet.length / 255) + 1 + packet.length, 27);
  return { size: pages.reduce((sum, page) => sum + sizeOf(page), 0), build: () => writePages(serial, pages) };
}
