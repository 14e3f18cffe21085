import type { AudioRecipe } from '../audio/index.ts';
import type { Peer, SharedFile } from '../slskd/index.ts';
import { namesOf } from './collections.ts';
import { byTitle, type DemoTrack } from './demo-tracks.ts';

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
export const decoys: readonly Peer[] = [
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
