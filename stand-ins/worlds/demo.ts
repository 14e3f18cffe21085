import { extensionOf } from '../audio/index.ts';
import type { World } from '../slskd/index.ts';
import { demoPeers } from './demo-peers.ts';
import { demoTracks } from './demo-tracks.ts';

/** The network of `npm run demo`. */
export const world: World = { peers: demoPeers };

/** What a checker may expect of one wish, in the order of the playlist. */
export interface DemoExpectation {
  readonly title: string;
  readonly artists: readonly string[];
  readonly durationMs: number;
  /** False: an honest failure; `why` says what is on the network instead. */
  readonly obtainable: boolean;
  readonly why: string | null;
  /** Extensions of the right copies on the network. */
  readonly formats: readonly string[];
}

const unobtainable: Readonly<Record<string, string>> = {
  'Dancing Queen': 'only karaoke and tribute versions are shared',
  Hallelujah: 'only live takes of other lengths and covers are shared',
  "Virelai C'est la fins": 'nobody shares it',
  'P.Y.T. (Pretty Young Thing)':
    'the only whole copy belongs to somebody who is offline; the others are damaged or refused',
};

/** One entry per wish of the sample playlist. */
export const demoExpectations: readonly DemoExpectation[] = demoTracks.map((track) => {
  const why = unobtainable[track.title] ?? null;
  return {
    title: track.title,
    artists: track.artists,
    durationMs: track.durationMs,
    obtainable: why === null,
    why,
    formats:
      why === null
        ? Object.values(extensionOf).filter((each, i, all) => all.indexOf(each) === i && each !== 'wav')
        : [],
  };
});
