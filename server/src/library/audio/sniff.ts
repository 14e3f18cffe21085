import { readMpegHeader } from './mpeg-header.ts';
import type { ByteReader } from './reader.ts';
import { afterId3v2, beforeTrailingTags } from './tags-around.ts';
import { findFirstFrame } from './walk-mp3.ts';
import { findMp4Audio } from './walk-mp4.ts';
import { oggKind } from './walk-ogg.ts';

/** A format recognised by its first bytes. */
export interface Sniffed {
  readonly format: string;
  readonly extension: string;
  readonly codec: string | null;
  readonly lossless: boolean | null;
  /** Where the format's own bytes begin, behind leading tags. */
  readonly start: number;
}

/** Recognises audio by content, never by name; `null` when it is none that we know. */
export function sniffAudio(reader: ByteReader): Sniffed | null {
  const start = afterId3v2(reader);
  const head = Buffer.from(reader.at(start, 64));
  const text = (from: number, to: number) => head.toString('latin1', from, to);
  const is = (format: string, codec: string | null, lossless: boolean | null, extension = format): Sniffed => ({
    format,
    extension,
    codec,
    lossless,
    start,
  });
  if (head.length < 12) return null;
  if (text(0, 4) === 'fLaC') return is('flac', 'FLAC', true);
  if (text(0, 4) === 'OggS') {
    const { codec } = oggKind(Buffer.from(reader.at(start + 27 + head.readUInt8(26), 64)));
    if (codec === 'Opus') return is('opus', codec, false);
    if (codec === 'FLAC') return is('oga', codec, true);
    return codec === null ? null : is('ogg', codec, false, codec === 'Speex' ? 'spx' : 'ogg');
  }
  if ((text(0, 4) === 'RIFF' || text(0, 4) === 'RF64') && text(8, 12) === 'WAVE') return is('wav', 'PCM', true);
  if (text(0, 4) === 'FORM' && (text(8, 12) === 'AIFF' || text(8, 12) === 'AIFC')) return is('aiff', 'PCM', true);
  if (text(4, 8) === 'ftyp') {
    const code = findMp4Audio(reader)?.code ?? null;
    const codec =
      code === 'alac' ? 'ALAC' : code === 'mp4a' ? 'AAC' : code === 'fLaC' ? 'FLAC' : code === 'Opus' ? 'Opus' : code;
    return is('m4a', codec, code === null ? null : code === 'alac' || code === 'fLaC');
  }
  if (text(0, 4) === 'MAC ') return is('ape', "Monkey's Audio", true);
  if (text(0, 4) === 'wvpk') return is('wv', 'WavPack', null);
  if (head.readUInt32BE(0) === 0x3026b275) return is('wma', 'Windows Media', null);
  if (text(0, 4) === 'MPCK' || text(0, 3) === 'MP+') return is('mpc', 'Musepack', false);
  if (text(0, 4) === 'DSD ') return is('dsf', 'DSD', true);
  if (text(0, 4) === 'TTA1') return is('tta', 'TTA', true);
  if (head.readUInt8(0) === 0xff && (head.readUInt8(1) & 0xf6) === 0xf0) return is('aac', 'AAC', false);
  const frame = findFirstFrame(reader, start, beforeTrailingTags(reader));
  if (frame === null) return null;
  const layer = readMpegHeader(reader.at(frame, 4), 0)?.layer ?? 3;
  return { ...is(layer === 3 ? 'mp3' : `mp${layer}`, `MP${layer}`, false), start: frame };
}
