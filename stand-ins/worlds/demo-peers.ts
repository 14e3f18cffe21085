import type { AudioRecipe } from '../audio/index.ts';
import type { Peer, SharedFile, TransferBehaviour } from '../slskd/index.ts';
import { collector, copy, namesOf, type Taste, tastes } from './collections.ts';
import { type DemoTrack, demoTracks } from './demo-tracks.ts';

const byTitle = (title: string): DemoTrack => {
  const found = demoTracks.find((track) => track.title === title);
  if (!found) throw new Error(`No such track in the demo playlist: ${title}`);
  return found;
};

const hopeless = new Set(['Dancing Queen', 'Hallelujah', "Virelai C'est la fins", 'P.Y.T. (Pretty Young Thing)']);
const obtainable = demoTracks.filter((track) => !hopeless.has(track.title));
/** Every `step`-th obtainable track from `first` on. */
const some = (first: number, step: number): DemoTrack[] =>
  obtainable.filter((_, index) => index % step === first % step);
const asian = obtainable.filter((track) =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Hangul}]/u.test(track.title + track.artists.join()),
);
const eastern = obtainable.filter((track) =>
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}]/u.test(track.title),
);
const classical = obtainable.filter((track) => /BWV|Op\.|Pärt|Brubeck/.test(track.title + track.artists.join()));

/** People whose files are what they say; every obtainable track is with at least two of them. */
const honest: readonly Peer[] = [
  collector('vinyl_and_tea', tastes.folders, some(0, 3), { speedBps: 2_500_000, uploadSlots: 2 }),
  collector(
    'мелодия77',
    tastes.tagged,
    [...eastern, ...some(1, 6)].filter((track, i, all) => all.indexOf(track) === i),
    { speedBps: 1_500_000 },
  ),
  collector('sakura.radio', tastes.japanese, asian, { speedBps: 3_000_000 }),
  collector('basement.tapes', tastes.full, some(1, 3), { speedBps: 2_000_000 }),
  collector('DJ_Kestrel', tastes.flat, some(2, 3), { speedBps: 4_000_000, uploadSlots: 3 }),
  collector('scene_archive', tastes.scene, some(0, 4), { speedBps: 5_000_000, uploadSlots: 3 }),
  collector('itunes-library-2011', tastes.itunes, some(1, 4), { speedBps: 1_200_000 }),
  collector('Frau Holle', tastes.ogg, some(2, 5), { speedBps: 900_000 }),
  collector(
    'opus_magnum',
    tastes.opus,
    [...classical, ...some(4, 7)].filter((track, i, all) => all.indexOf(track) === i),
  ),
  collector('nas-of-jonas', tastes.slashes, some(2, 4), { speedBps: 2_200_000 }),
  collector('hi_res_hans', tastes.hires, some(3, 5), { speedBps: 3_500_000, uploadSlots: 1 }),
  collector('lossless.lena', tastes.bare, some(3, 4), { speedBps: 1_800_000 }),
  collector('oldmodem', tastes.modem, some(0, 2), {
    speedBps: 120_000,
    uploadSlots: 1,
    queueLength: 4,
    hasFreeUploadSlot: false,
    behaviour: { queue: { positions: 4, msPerPosition: 2000 } },
  }),
  collector('d/j shadow fan', { ...tastes.full, path: (n) => `crates\\${n.artist}\\${n.title}.mp3` }, some(5, 6), {
    speedBps: 2_000_000,
  }),
  collector(
    'queue_lord',
    { ...tastes.folders, path: (n) => `@@lordy\\${n.artist}\\${n.album}\\${n.number} - ${n.title}.flac` },
    some(1, 2),
    {
      queueLength: 212,
      hasFreeUploadSlot: false,
      behaviour: { queue: { positions: 60, msPerPosition: 3000 } },
    },
  ),
];

/** A decoy file: another recording of a track. */
const other = (
  track: DemoTrack,
  path: string,
  seconds: number,
  recipe: Pick<AudioRecipe, 'format' | 'bitrateKbps'> = { format: 'mp3', bitrateKbps: 320 },
): SharedFile => ({
  path,
  audio: { ...recipe, durationMs: track.durationMs + seconds * 1000, seed: path },
});

const songs = [
  'Time',
  'Smells Like Teen Spirit',
  'Superstition',
  'Hey Ya!',
  'Jolene',
  'Billie Jean',
  'One',
  'Take on Me',
  'Dancing Queen',
  'Hallelujah',
].map(byTitle);

/** People whose files are something else than the wish: right title, wrong recording. */
const decoys: readonly Peer[] = [
  {
    username: 'karaoke_party_time',
    speedBps: 6_000_000,
    files: songs.map((track) =>
      other(track, `Karaoke\\${namesOf(track).artist} - ${namesOf(track).title} (Karaoke Version).mp3`, 1),
    ),
  },
  {
    username: 'live.bootlegs',
    speedBps: 3_000_000,
    files: songs
      .filter((track) => track.title !== 'Dancing Queen')
      .map((track) =>
        other(
          track,
          `Bootlegs\\${namesOf(track).artist}\\1994-05-01 Live in Paris\\${namesOf(track).title} (Live).flac`,
          74,
          { format: 'flac', bitrateKbps: 320 },
        ),
      ),
  },
  {
    username: 'coverband_united',
    speedBps: 4_000_000,
    files: songs.map((track) =>
      other(
        track,
        `Covers\\A Tribute to ${namesOf(track).artist}\\${namesOf(track).title} (Tribute to ${namesOf(track).artist}).mp3`,
        -3,
      ),
    ),
  },
  {
    username: 'edits_and_extended',
    speedBps: 4_000_000,
    files: [
      other(byTitle('Sandstorm - Radio Edit'), 'Trance\\Darude - Sandstorm (Extended Mix).mp3', 220),
      other(byTitle('Around the World'), 'House\\Daft Punk - Around the World (Radio Edit).mp3', -190),
      other(
        byTitle('Get Lucky (feat. Pharrell Williams & Nile Rodgers)'),
        'House\\Daft Punk - Get Lucky (Radio Edit).mp3',
        -121,
      ),
      other(byTitle('Teardrop - Mazaruni Dub One'), 'Trip Hop\\Massive Attack - Teardrop (Scream Team Remix).mp3', 20),
      other(
        byTitle('One More Time (feat. Alida) - Klingande Remix'),
        'House\\Robin Schulz & Felix Jaehn - One More Time.mp3',
        34,
      ),
    ],
  },
  {
    username: 'instrumental_ida',
    files: [
      other(byTitle('Crazy In Love (feat. JAY-Z)'), 'Inst\\Beyoncé - Crazy in Love (Instrumental).mp3', 0),
      other(byTitle('No Scrubs'), 'Inst\\TLC - No Scrubs (Instrumental).mp3', 0),
      other(byTitle('Bohemian Rhapsody - Remastered 2011'), 'Inst\\Queen - Bohemian Rhapsody (Acapella).mp3', 0),
    ],
  },
  {
    username: 'sin_e_tapes',
    files: [
      other(
        byTitle('Hallelujah'),
        'Jeff Buckley\\Live at Sin-é (Legacy Edition)\\2-10 Hallelujah (Live at Sin-é).flac',
        141,
        { format: 'flac', bitrateKbps: 320 },
      ),
      other(byTitle('Hallelujah'), 'Leonard Cohen\\Various Positions\\05 Hallelujah.flac', -136, {
        format: 'flac',
        bitrateKbps: 320,
      }),
    ],
  },
  {
    username: 'album_in_one_file',
    files: [
      {
        path: 'Images\\Pink Floyd - The Dark Side of the Moon.flac',
        audio: { format: 'flac', durationMs: 2_580_000, seed: 'image' },
      },
      {
        path: 'Images\\Pink Floyd - The Dark Side of the Moon.cue',
        text: 'TITLE "The Dark Side of the Moon"\nPERFORMER "Pink Floyd"\n',
      },
      { path: 'Images\\Pink Floyd - Time.jpg', bytes: 84_000 },
    ],
  },
];

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
const troublesome: readonly Peer[] = [
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

/** Everybody of the demo. */
export const demoPeers: readonly Peer[] = [...honest, ...decoys, ...troublesome];
