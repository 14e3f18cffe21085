import type { World, WorldReleaseGroup } from '../musicbrainz/index.ts';
import { mbid } from './musicbrainz.ts';

/** Spotify's id of the first artist, as editors linked it. */
export const spotifyId = '1Xyo4u8uXC1ZmMpatF05PJ';

const artist = mbid('artist', 1);
const other = mbid('artist', 2);
let next = 0;

/** A release as tests write it down. */
export interface Release {
  readonly title: string;
  readonly date?: string;
  readonly published?: string;
  readonly withdrawn?: string;
  readonly type?: string;
  readonly also?: readonly string[];
  readonly songs?: readonly string[];
  readonly by?: string;
  readonly id?: number;
}

/** A world with two artists of one name and these releases. */
export function releasesOf(releases: readonly Release[], aliases: readonly string[] = ['M. Vantour']): World {
  const songs = new Map<string, string>();
  const recordings: World['recordings'][number][] = [];
  const groups: WorldReleaseGroup[] = releases.map((release) => {
    next += 1;
    const id = release.id ?? next;
    const by = release.by ?? artist;
    const tracks = (release.songs ?? [`${release.title} One`, `${release.title} Two`]).map((title) => {
      const name = `${by}/${title}`;
      if (!songs.has(name)) {
        next += 1;
        songs.set(name, mbid('recording', next));
        recordings.push({ id: mbid('recording', next), title, length: 200_000, credit: [{ artist: by }] });
      }
      return { recording: songs.get(name) ?? '' };
    });
    return {
      id: mbid('group', id),
      title: release.title,
      primaryType: release.type ?? 'Album',
      secondaryTypes: release.also ?? [],
      credit: [{ artist: by }],
      firstReleaseDate: release.date ?? '',
      ...(release.published === undefined ? {} : { publishedOn: release.published }),
      ...(release.withdrawn === undefined ? {} : { withdrawnOn: release.withdrawn }),
      releases: tracks.length === 0 ? [] : [{ id: mbid('release', id), date: release.date ?? '', media: [{ tracks }] }],
    };
  });
  return {
    artists: [
      {
        id: artist,
        name: 'Mira Vantour',
        aliases,
        genres: ['dream pop'],
        urls: [`https://open.spotify.com/artist/${spotifyId}`],
      },
      { id: other, name: 'Mira Vantour', disambiguation: 'Belgian folk singer' },
      { id: mbid('artist', 3), name: 'Die Grüne Küche' },
    ],
    recordings,
    releaseGroups: groups,
  };
}
