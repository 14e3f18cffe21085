import type { Peer } from '../slskd/index.ts';
import { collector, tastes } from './collections.ts';
import { type DemoTrack, demoTracks } from './demo-tracks.ts';

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
export const honest: readonly Peer[] = [
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
