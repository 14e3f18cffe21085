import type { AudioRecipe } from '../audio/index.ts';
import type { Peer, TransferBehaviour } from '../slskd/index.ts';
import { collector, copy, type Taste, tastes } from './collections.ts';
import { byTitle } from './demo-tracks.ts';

/** A tempting offer with something wrong: perfect name, lossless, fast, free. */
const tempting: Taste = {
  ...tastes.folders,
  path: (n) => `@@flawd\\Lossless\\${n.artist}\\${n.year} - ${n.album}\\${n.number} - ${n.title}.flac`,
};
const flawed = (
  username: string,
  titles: readonly string[],
  behaviour: TransferBehaviour,
  change: Partial<AudioRecipe> = {},
  extra: Partial<Peer> = {},
): Peer => ({
  username,
  speedBps: 8_000_000,
  uploadSlots: 4,
  answersAfterMs: 150,
  files: titles.map((title) => copy(byTitle(title), tempting, username, change)),
  behaviour,
  ...extra,
});

/** People who offer the right thing and do not deliver it. */
export const troublesome: readonly Peer[] = [
  flawed(
    'half_a_file',
    ['Whole Lotta Love - 1990 Remaster', 'Take Five', 'P.Y.T. (Pretty Young Thing)'],
    {},
    { fault: { kind: 'truncated', keepPercent: 60 } },
  ),
  flawed('bitrot_bob', ['Chan Chan', 'Xtal', 'P.Y.T. (Pretty Young Thing)'], {}, { fault: { kind: 'corrupt-middle' } }),
  flawed('html_harry', ['Thunderstruck'], {}, { fault: { kind: 'html' } }),
  flawed('empty_emma', ['Glósóli'], {}, { fault: { kind: 'empty' } }),
  flawed('too_long_theo', ['Army of Me'], {}, { durationMs: 290_000 }),
  flawed(
    'always_away',
    ['Dreams - 2004 Remaster', '99 Luftballons', 'P.Y.T. (Pretty Young Thing)'],
    {},
    {},
    { presence: 'answers-searches-only' },
  ),
  flawed('not_sharing', ['Song 2', 'P.Y.T. (Pretty Young Thing)'], { reject: 'File not shared.' }),
  flawed('too_many_files', ['Take on Me'], { reject: 'Too many files' }),
  flawed('stall_steve', ['Billie Jean'], { stallAtPercent: 37 }),
  flawed('flaky_fiona', ['Once in a Lifetime - Live'], { disconnectAtPercent: 60, failTimes: 1 }),
  flawed('ghost_gary', ['Time'], { vanishAtPercent: 30 }),
  flawed('size_liar', ['Ne me quitte pas'], { actualSize: 1_234_567 }),
  flawed('silent_sam', ['No Scrubs'], { neverAnswers: true }),
  flawed('garbage_gail', ['Superstition'], { content: 'garbage' }),
  flawed('gives_up_gwen', ['Jolene'], { failAtPercent: 80 }),
  {
    username: 'locked_lou',
    speedBps: 8_000_000,
    files: ['Teardrop', 'Hey Ya!'].map((title) => ({ ...copy(byTitle(title), tempting, 'locked_lou'), locked: true })),
  },
  collector(
    'transcode_tom',
    {
      ...tastes.folders,
      recipe: { format: 'flac', bitrateKbps: 320 },
      path: (n) => `FLAC (real!!)\\${n.artist} - ${n.title}.flac`,
    },
    [],
    {
      files: [
        copy(
          byTitle('Smells Like Teen Spirit'),
          { ...tempting, path: (n) => `FLAC (real!!)\\${n.artist} - ${n.title}.flac` },
          'transcode_tom',
          { lowpassHz: 16_000 },
        ),
      ],
      speedBps: 300_000,
      hasFreeUploadSlot: false,
      queueLength: 9,
    },
  ),
];
