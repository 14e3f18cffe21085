import type { AudioRecipe } from '../audio/index.ts';
import type { Peer, SharedFile } from '../slskd/index.ts';
import type { DemoTrack } from './demo-tracks.ts';

/** How a collector stores music. */
export interface Taste {
  readonly recipe: Pick<AudioRecipe, 'format' | 'bitrateKbps' | 'sampleRateHz' | 'bitDepth'>;
  /** Remote path of a track. */
  readonly path: (names: Names) => string;
  /** What the client announces instead of the truth. */
  readonly reported?: SharedFile['reported'];
}

/** The pieces of a path, safe for one segment. */
export interface Names {
  readonly artist: string;
  readonly title: string;
  readonly album: string;
  readonly year: string;
  /** Two digits. */
  readonly number: string;
}

const segment = (text: string): string => text.replaceAll(/[\\/:*?"<>|]/g, '-').replace(/[. ]+$/, '');

/** Names of a track as people write them into paths. */
export function namesOf(track: DemoTrack): Names {
  return {
    artist: segment(track.spokenArtist ?? track.artists[0] ?? ''),
    title: segment(track.spoken ?? track.title),
    album: segment(track.album),
    year: track.released.slice(0, 4),
    number: String(track.number).padStart(2, '0'),
  };
}

/** The file of a collector for a track; `change` bends the recipe (another length, a fault). */
export function copy(track: DemoTrack, taste: Taste, owner: string, change: Partial<AudioRecipe> = {}): SharedFile {
  const names = namesOf(track);
  return {
    path: taste.path(names),
    audio: {
      ...taste.recipe,
      // Pressings differ by a little: the owner's copy is up to 1.5 s longer or shorter.
      durationMs: track.durationMs + (((owner.length * 397 + track.durationMs) % 7) - 3) * 500,
      seed: `${owner} ${track.title}`,
      tags: { title: names.title, artist: names.artist, album: names.album, track: names.number, date: names.year },
      ...change,
    },
    ...(taste.reported === undefined ? {} : { reported: taste.reported }),
  };
}

/** A collector who has these tracks. */
export function collector(
  username: string,
  taste: Taste,
  tracks: readonly DemoTrack[],
  extra: Partial<Peer> = {},
): Peer {
  return { username, files: tracks.map((track) => copy(track, taste, username)), ...extra };
}

const flac = { format: 'flac', bitrateKbps: 320 } as const;
const mp3 = (bitrateKbps: number): Taste['recipe'] => ({ format: 'mp3', bitrateKbps });
const underscored = (text: string): string => text.replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, '_').replaceAll(/^_|_$/g, '');

/** Naming habits seen on the network. */
export const tastes = {
  folders: {
    recipe: flac,
    path: (n) => `@@qweau\\Music\\${n.artist}\\${n.year} - ${n.album}\\${n.number} - ${n.title}.flac`,
  },
  tagged: {
    recipe: flac,
    path: (n) => `D:\\Музыка\\${n.artist}\\${n.album} (${n.year}) [FLAC]\\${n.number}. ${n.title}.flac`,
  },
  japanese: { recipe: { format: 'alac' }, path: (n) => `音楽\\${n.artist}\\${n.album}\\${n.number} ${n.title}.m4a` },
  full: {
    recipe: mp3(320),
    path: (n) => `Music\\${n.artist} - ${n.album} (${n.year})\\${n.number} ${n.artist} - ${n.title}.mp3`,
  },
  flat: { recipe: mp3(320), path: (n) => `mp3\\${n.artist} - ${n.title}.mp3` },
  scene: {
    recipe: { format: 'mp3-vbr', bitrateKbps: 224 },
    path: (n) =>
      `complete\\${underscored(n.artist)}-${underscored(n.album)}-WEB-${n.year}-GRP\\${n.number}-${underscored(n.artist)}-${underscored(n.title)}.mp3`.toLowerCase(),
  },
  itunes: {
    recipe: { format: 'm4a', bitrateKbps: 256 },
    path: (n) => `iTunes Media\\Music\\${n.artist}\\${n.album}\\${n.number} ${n.title}.m4a`,
  },
  ogg: { recipe: { format: 'ogg' }, path: (n) => `Musik\\${n.artist}\\${n.album}\\${n.number}_${n.title}.ogg` },
  opus: {
    recipe: { format: 'opus' },
    path: (n) => `library\\${n.artist} - ${n.album}\\${n.number} ${n.title}.opus`,
    // The client knows nothing about Opus but its length.
    reported: { bitRate: null, isVariableBitRate: null },
  },
  slashes: { recipe: mp3(256), path: (n) => `music/${n.artist}/${n.album}/${n.number} - ${n.title}.mp3` },
  hires: {
    recipe: { format: 'flac', bitrateKbps: 400, sampleRateHz: 96_000, bitDepth: 24 },
    path: (n) => `HiRes\\${n.artist} - ${n.album} [24-96]\\${n.number} - ${n.artist} - ${n.title}.flac`,
  },
  bare: {
    recipe: flac,
    path: (n) => `@@xkcdq\\lossless\\${n.artist}\\${n.album}\\${n.number} ${n.title}.flac`,
    reported: { length: null, sampleRate: null, bitDepth: null },
  },
  modem: {
    recipe: mp3(192),
    path: (n) => `C:\\My Music\\${n.artist}\\${n.artist} - ${n.album} - ${n.number} - ${n.title}.mp3`,
  },
} satisfies Record<string, Taste>;
