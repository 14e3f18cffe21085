import type { Peer, SharedFile, TransferBehaviour, World } from '../slskd/index.ts';

const artist = 'Gray Owls';

function song(title: string, behaviour?: TransferBehaviour): SharedFile {
  return {
    path: `Music\\${artist}\\First Light\\${title}.mp3`,
    audio: { format: 'mp3', durationMs: 20_000, bitrateKbps: 320, tags: { title, artist, album: 'First Light' } },
    ...(behaviour === undefined ? {} : { behaviour }),
  };
}

/** Longer than anybody watches. */
const forEver = { queue: { positions: 400, msPerPosition: 36_000_000 } };

/** Four people: one gives, one refuses the first request, two let everybody wait. */
const peers: readonly Peer[] = [
  { username: 'generous', speedBps: 2_000_000, files: [song('Good Song')] },
  {
    username: 'moody',
    speedBps: 2_000_000,
    files: [song('Refused Song', { reject: 'File not shared.', rejectTimes: 1 })],
  },
  { username: 'crowded', speedBps: 9_000_000, files: [song('Slow Song', forEver)] },
  { username: 'patient', speedBps: 1_000_000, hasFreeUploadSlot: false, files: [song('Slow Song', forEver)] },
];

/** A small network for a first day with Harmony: a wish that is met, one that fails and is put right, one that needs another choice. */
export const world: World = { peers };
