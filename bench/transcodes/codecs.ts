/** One way to lose quality: chains of ffmpeg arguments, each with the extension of what it makes; the last result becomes FLAC again. */
export interface Loss {
  readonly name: string;
  /** Counts for the promise "lossy up to 256 kbit/s". */
  readonly promised: boolean;
  readonly steps: readonly (readonly [extension: string, ...args: string[]])[];
  /** Changes between decoding and FLAC. */
  readonly after?: readonly string[];
}

const mp3 = (kbps: number) => ['mp3', '-c:a', 'libmp3lame', '-b:a', `${kbps}k`] as const;
const vbr = (quality: number) => ['mp3', '-c:a', 'libmp3lame', '-q:a', String(quality)] as const;
const aac = (kbps: number) => ['m4a', '-c:a', 'aac', '-b:a', `${kbps}k`] as const;
const opus = (kbps: number) => ['opus', '-c:a', 'libopus', '-b:a', `${kbps}k`] as const;
const vorbis = (quality: number) => ['ogg', '-c:a', 'libvorbis', '-q:a', String(quality)] as const;

/** What the table lists, in its order. */
export const losses: readonly Loss[] = [
  ...[96, 128, 160, 192, 256, 320].map((kbps) => ({ name: `MP3 ${kbps}`, promised: kbps <= 256, steps: [mp3(kbps)] })),
  ...[4, 3, 2, 1, 0].map((q) => ({ name: `MP3 V${q}`, promised: true, steps: [vbr(q)] })),
  ...[96, 128, 160, 192, 256].map((kbps) => ({ name: `AAC ${kbps}`, promised: true, steps: [aac(kbps)] })),
  ...[96, 128, 160, 256].map((kbps) => ({ name: `Opus ${kbps}`, promised: true, steps: [opus(kbps)] })),
  ...[3, 4, 5, 6, 7, 8].map((q) => ({ name: `Vorbis q${q}`, promised: true, steps: [vorbis(q)] })),
  { name: 'MP3 128 → MP3 320', promised: true, steps: [mp3(128), mp3(320)] },
  { name: 'AAC 128 → MP3 V0', promised: true, steps: [aac(128), vbr(0)] },
  { name: 'MP3 192 → AAC 256', promised: true, steps: [mp3(192), aac(256)] },
  { name: 'Vorbis q5 → Opus 160', promised: true, steps: [vorbis(5), opus(160)] },
  {
    name: 'MP3 128, up to 96 kHz 24 bit',
    promised: true,
    steps: [mp3(128)],
    after: ['-ar', '96000', '-sample_fmt', 's32'],
  },
  {
    name: 'AAC 128, up to 96 kHz 24 bit',
    promised: true,
    steps: [aac(128)],
    after: ['-ar', '96000', '-sample_fmt', 's32'],
  },
  { name: 'CD up to 96 kHz 24 bit', promised: false, steps: [], after: ['-ar', '96000', '-sample_fmt', 's32'] },
];
