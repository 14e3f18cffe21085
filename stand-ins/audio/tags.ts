import type { AudioTags } from './types.ts';

const uint32le = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

const uint32be = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const vorbisNames: Readonly<Record<keyof AudioTags, string>> = {
  title: 'TITLE',
  artist: 'ARTIST',
  album: 'ALBUM',
  albumArtist: 'ALBUMARTIST',
  track: 'TRACKNUMBER',
  disc: 'DISCNUMBER',
  date: 'DATE',
  genre: 'GENRE',
  isrc: 'ISRC',
};

const id3Names: Readonly<Record<keyof AudioTags, string>> = {
  title: 'TIT2',
  artist: 'TPE1',
  album: 'TALB',
  albumArtist: 'TPE2',
  track: 'TRCK',
  disc: 'TPOS',
  date: 'TDRC',
  genre: 'TCON',
  isrc: 'TSRC',
};

const entries = (tags: AudioTags): [keyof AudioTags, string][] =>
  (Object.entries(tags) as [keyof AudioTags, string | undefined][]).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  );

/** Vorbis comment block as in FLAC, Ogg Vorbis and Opus, without framing bit. */
export function vorbisComment(tags: AudioTags): Buffer {
  const vendor = Buffer.from('Harmony stand-in', 'utf8');
  const list = entries(tags).map(([key, value]) => Buffer.from(`${vorbisNames[key]}=${value}`, 'utf8'));
  return Buffer.concat([
    uint32le(vendor.length),
    vendor,
    uint32le(list.length),
    ...list.flatMap((entry) => [uint32le(entry.length), entry]),
  ]);
}

const synchsafe = (value: number): Buffer =>
  Buffer.from([(value >> 21) & 0x7f, (value >> 14) & 0x7f, (value >> 7) & 0x7f, value & 0x7f]);

/** ID3v2.4 tag in UTF-8 with a little padding; empty when there is nothing to say. */
export function id3v2(tags: AudioTags): Buffer {
  const frames = entries(tags).map(([key, value]) => {
    const text = Buffer.concat([Buffer.from([3]), Buffer.from(value, 'utf8')]);
    return Buffer.concat([Buffer.from(id3Names[key], 'latin1'), synchsafe(text.length), Buffer.from([0, 0]), text]);
  });
  if (frames.length === 0) return Buffer.alloc(0);
  const body = Buffer.concat([...frames, Buffer.alloc(256)]);
  return Buffer.concat([Buffer.from('ID3\x04\x00\x00', 'latin1'), synchsafe(body.length), body]);
}

/** One MP4 box: length, four-letter name, content. */
export function box(name: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([uint32be(body.length + 8), Buffer.from(name, 'latin1'), body]);
}

const numberPair = (text: string): Buffer => {
  const [number = '0', total = '0'] = text.split('/');
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16BE(Number.parseInt(number, 10) || 0, 2);
  bytes.writeUInt16BE(Number.parseInt(total, 10) || 0, 4);
  return bytes;
};

/** `udta` box with iTunes-style items; the ISRC has no item of its own there and is left out. */
export function itunesUserData(tags: AudioTags): Buffer {
  const item = (name: string, type: number, value: Buffer): Buffer =>
    box(name, box('data', uint32be(type), uint32be(0), value));
  const text = (name: string, value: string | undefined): Buffer[] =>
    value === undefined ? [] : [item(name, 1, Buffer.from(value, 'utf8'))];
  const items = [
    ...text('\xa9nam', tags.title),
    ...text('\xa9ART', tags.artist),
    ...text('\xa9alb', tags.album),
    ...text('aART', tags.albumArtist),
    ...text('\xa9day', tags.date),
    ...text('\xa9gen', tags.genre),
    ...(tags.track === undefined ? [] : [item('trkn', 0, numberPair(tags.track))]),
    ...(tags.disc === undefined ? [] : [item('disk', 0, numberPair(tags.disc))]),
  ];
  const handler = box('hdlr', Buffer.alloc(8), Buffer.from('mdirappl', 'latin1'), Buffer.alloc(9));
  return box('udta', box('meta', uint32be(0), handler, box('ilst', ...items)));
}
