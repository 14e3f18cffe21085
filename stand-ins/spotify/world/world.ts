import type { Album, Artist, Episode, Playlist, Show, Track, User } from './types.ts';

/** How an artist belongs to an album, as `include_groups` names it. */
export type AlbumGroup = 'album' | 'single' | 'compilation' | 'appears_on';

/** Everything that Spotify knows: a catalogue, people and their lists. Changes are seen by the next request. */
export interface World {
  readonly artists: ReadonlyMap<string, Artist>;
  readonly albums: ReadonlyMap<string, Album>;
  readonly tracks: ReadonlyMap<string, Track>;
  readonly shows: ReadonlyMap<string, Show>;
  readonly episodes: ReadonlyMap<string, Episode>;
  readonly playlists: ReadonlyMap<string, Playlist>;
  readonly users: ReadonlyMap<string, User>;
  addArtist(artist: Artist): Artist;
  /** Adds a release with its tracks; throws when one of them names an unknown artist or another album. */
  addAlbum(album: Album, tracks: readonly Track[]): Album;
  addShow(show: Show, episodes: readonly Episode[]): Show;
  addPlaylist(playlist: Playlist): Playlist;
  /** The list is gone for everybody, at once. */
  dropPlaylist(id: string): void;
  addUser(user: User): User;
  /** Releases by and with an artist, newest first within each group; also those that are not out yet. */
  albumsOf(artistId: string): readonly { readonly album: Album; readonly group: AlbumGroup }[];
  /** Every track with that ISRC, in the order in which they were added; hyphens and case do not count. */
  tracksByIsrc(isrc: string): readonly Track[];
  /** Grows with each change of the catalogue. */
  version(): number;
}

const plainIsrc = (isrc: string): string => isrc.replaceAll('-', '').toUpperCase();

const groupOrder: Readonly<Record<AlbumGroup, number>> = { album: 0, single: 1, compilation: 2, appears_on: 3 };

/** When an album can be seen first, in Unix ms. */
export function visibleFrom(album: Album): number {
  if (album.publishedAt !== undefined) return album.publishedAt;
  const at = Date.parse(album.releaseDate);
  return Number.isNaN(at) ? Number.NEGATIVE_INFINITY : at;
}

/** Makes an empty world. */
export function createWorld(): World {
  const artists = new Map<string, Artist>();
  const albums = new Map<string, Album>();
  const tracks = new Map<string, Track>();
  const shows = new Map<string, Show>();
  const episodes = new Map<string, Episode>();
  const playlists = new Map<string, Playlist>();
  const users = new Map<string, User>();
  const byArtist = new Map<string, { album: Album; group: AlbumGroup }[]>();
  const byIsrc = new Map<string, Track[]>();
  let version = 0;
  const put = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };
  return {
    artists,
    albums,
    tracks,
    shows,
    episodes,
    playlists,
    users,
    addArtist(artist) {
      version++;
      artists.set(artist.id, artist);
      return artist;
    },
    addAlbum(album, added) {
      const named = [...album.artistIds, ...added.flatMap((track) => track.artistIds)];
      const stranger = named.find((id) => !artists.has(id));
      if (stranger !== undefined) throw new Error(`Album ${album.name} names the unknown artist ${stranger}`);
      const astray = added.find((track) => track.albumId !== album.id || !album.trackIds.includes(track.id));
      if (astray) throw new Error(`Track ${astray.name} does not belong to album ${album.name}`);
      version++;
      albums.set(album.id, album);
      for (const track of added) {
        tracks.set(track.id, track);
        if (track.isrc !== null) put(byIsrc, plainIsrc(track.isrc), track);
      }
      for (const id of new Set(album.artistIds)) put(byArtist, id, { album, group: album.albumType });
      const guests = new Set(added.flatMap((track) => track.artistIds).filter((id) => !album.artistIds.includes(id)));
      for (const id of guests) put(byArtist, id, { album, group: 'appears_on' });
      return album;
    },
    addShow(show, added) {
      version++;
      shows.set(show.id, show);
      for (const episode of added) episodes.set(episode.id, episode);
      return show;
    },
    addPlaylist(playlist) {
      version++;
      playlists.set(playlist.id, playlist);
      return playlist;
    },
    dropPlaylist(id) {
      version++;
      playlists.delete(id);
      for (const user of users.values()) user.playlistIds = user.playlistIds.filter((each) => each !== id);
    },
    addUser(user) {
      users.set(user.id, user);
      return user;
    },
    albumsOf(artistId) {
      return (byArtist.get(artistId) ?? []).toSorted(
        (a, b) =>
          groupOrder[a.group] - groupOrder[b.group] ||
          b.album.releaseDate.localeCompare(a.album.releaseDate) ||
          a.album.id.localeCompare(b.album.id),
      );
    },
    tracksByIsrc: (isrc) => byIsrc.get(plainIsrc(isrc)) ?? [],
    version: () => version,
  };
}
