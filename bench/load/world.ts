import { createRandom } from '../../stand-ins/audio/bytes.ts';
import type { Peer, World } from '../../stand-ins/slskd/index.ts';
import type { DemoTrack } from '../../stand-ins/worlds/demo-tracks.ts';

/** How many tracks there are (`BENCH_TRACKS`), and how many seconds of simulated time each of them is on its way (`BENCH_TRANSFER_S`). */
const count = Number(process.env['BENCH_TRACKS'] ?? 600);
const transferS = Number(process.env['BENCH_TRANSFER_S'] ?? 20_000);
/** So many of the first tracks end one after the other within that time, as if they had been on their way for a while (`BENCH_UNDER_WAY`). */
const underWay = Number(process.env['BENCH_UNDER_WAY'] ?? 0);
const perPeer = 10;
const kbps = 320;

const random = createRandom('a busy house');
const syllables = 'bra cor del fen gla hol jun kel lam mor nor pel quin ros sal tem ul var wen yar'.split(' ');
const word = (): string => {
  const letters = Array.from({ length: 3 }, () => syllables[Math.floor(random() * syllables.length)]).join('');
  return `${letters.charAt(0).toUpperCase()}${letters.slice(1)}`;
};
/** Of the full time, how much a track takes: around one, or, of those that are under way from the start, its place in a shuffled row. */
const order = Array.from({ length: underWay }, (_, at) => (at + 0.5) / underWay);
for (let at = underWay - 1; at > 0; at -= 1) {
  const other = Math.floor(random() * (at + 1));
  [order[at], order[other]] = [order[other] ?? 1, order[at] ?? 1];
}
const used = new Set<string>();
const unlike = (): string => {
  for (;;) {
    const name = `${word()} ${word()}`;
    if (used.has(name)) continue;
    used.add(name);
    return name;
  }
};

/** Albums of ten tracks whose names are unlike each other, so that each wish is met at once. */
export const tracks: readonly DemoTrack[] = Array.from({ length: Math.ceil(count / perPeer) }, (_, at) => {
  const [artist, album] = [unlike(), unlike()];
  return Array.from({ length: perPeer }, (__, number) => ({
    title: unlike(),
    artists: [artist],
    album,
    albumArtist: artist,
    released: String(1970 + (at % 50)),
    disc: 1,
    number: number + 1,
    durationMs: (20 + (number % 20)) * 1000,
    isrc: '',
  }));
})
  .flat()
  .slice(0, count);

const peers = Array.from({ length: Math.ceil(count / perPeer) }, (_, at): Peer => {
  const own = tracks.slice(at * perPeer, (at + 1) * perPeer);
  return {
    username: `peer ${at + 1}`,
    uploadSlots: perPeer,
    answersAfterMs: 50,
    files: own.map((track, number) => ({
      path: `Music\\${track.artists[0]}\\${track.album}\\${String(track.number).padStart(2, '0')} - ${track.title}.mp3`,
      audio: { format: 'mp3', bitrateKbps: kbps, durationMs: track.durationMs, seed: track.title },
      // a slow line each, not faster or slower than the others by more than a third
      behaviour: {
        speedBps: Math.ceil(
          (track.durationMs / 8) * (kbps / transferS / (order[at * perPeer + number] ?? 0.75 + random() / 2)),
        ),
      },
    })),
  };
});

/** Everybody has ten of the tracks and sends all of them at once, slowly. */
export const world: World = { peers };
