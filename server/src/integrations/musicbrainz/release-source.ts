import type { FoundArtist, ListedRelease, ReleaseKind, ReleaseSource, ReleaseTrack } from '../../watch/ports.ts';
import type { MusicBrainz } from './adapter.ts';
import type { MbArtist, MbCredit, MbRelease, MbReleaseGroup } from './types.ts';

/** MusicBrainz as a source of releases: what it calls a release group is a release for us, so editions of one album come as one. */
export function musicBrainzSource(mb: MusicBrainz): ReleaseSource {
  return {
    source: 'musicbrainz',
    unusable: async () => null,
    find: async (name, limit, signal) =>
      (await mb.searchArtists(name, limit, { urgent: true, ...(signal && { signal }) })).map(foundArtist),
    async artist(id, signal) {
      const artist = await mb.artist(id, signal && { signal });
      return artist === null ? null : foundArtist(artist);
    },
    async releases(id, since, signal) {
      const ask = signal && { signal };
      const page = (offset: number) =>
        since === null ? mb.groupsOfArtist(id, offset, ask) : mb.groupsSince(id, since, offset, ask);
      const releases: ListedRelease[] = [];
      let offset = 0;
      for (;;) {
        const answer = await page(offset);
        if (answer === null) return offset === 0 ? null : { releases, complete: false };
        releases.push(...answer.items.filter((group) => isBy(group, id)).map(listed));
        offset += answer.items.length;
        if (answer.items.length === 0 || offset >= answer.total) break;
      }
      return { releases, complete: since === null };
    },
    async tracks(groupId, signal) {
      const releases = await mb.releasesWithTracks(groupId, signal && { signal });
      if (releases === null) return null;
      const release = representative(releases);
      return release === null ? [] : tracksOf(release);
    },
    async linked(other, id, signal) {
      if (other !== 'spotify') return null;
      return await mb.artistOfLink(`https://open.spotify.com/artist/${id}`, signal && { signal });
    },
  };
}

function foundArtist(artist: MbArtist): FoundArtist {
  return {
    source: 'musicbrainz',
    sourceId: artist.id,
    name: artist.name,
    disambiguation: artist.disambiguation,
    aliases: artist.aliases,
    genres: artist.genres.slice(0, 10),
    images: [],
    popularity: null,
  };
}

/** Release groups on which the artist is credited, not only performs somewhere. A search answers with the id that holds now. */
const isBy = (group: MbReleaseGroup, id: string): boolean =>
  group.artists.length === 0 || group.artists.some((credit) => credit.artistId === id) || group.artists.length === 1;

const primary: Readonly<Record<string, ReleaseKind>> = { Album: 'album', EP: 'ep', Single: 'single' };
const secondary: Readonly<Record<string, ReleaseKind>> = {
  Live: 'live',
  Compilation: 'compilation',
  Remix: 'remix',
  'DJ-mix': 'remix',
  'Mixtape/Street': 'album',
  Soundtrack: 'soundtrack',
};

function listed(group: MbReleaseGroup): ListedRelease {
  const first = primary[group.primaryType ?? ''] ?? 'other';
  const others = group.secondaryTypes.map((type) => secondary[type] ?? 'other').filter((kind) => kind !== first);
  return {
    sourceId: group.id,
    title: group.title,
    date: group.firstReleaseDate,
    kinds: [first, ...others],
    totalTracks: null,
    images: [],
  };
}

/** The release that stands for its group: official, with tracks, the earliest; of the same day the one with fewest tracks (no bonus disc). */
export function representative(releases: readonly MbRelease[]): MbRelease | null {
  const count = (release: MbRelease): number => release.media.reduce((sum, medium) => sum + medium.tracks.length, 0);
  const usable = releases.filter((release) => count(release) > 0 && release.status !== 'Pseudo-Release');
  const official = usable.filter((release) => release.status === 'Official' || release.status === null);
  const sorted = (official.length > 0 ? official : usable).toSorted((a, b) => {
    const [first, second] = [a.date ?? '9999', b.date ?? '9999'];
    return first === second ? count(a) - count(b) : first < second ? -1 : 1;
  });
  return sorted[0] ?? null;
}

const names = (credit: readonly MbCredit[]): string[] => credit.map((each) => each.name);

function tracksOf(release: MbRelease): ReleaseTrack[] {
  const albumArtist = release.artists.map((each) => each.name + each.joined).join('') || null;
  const date = release.group?.firstReleaseDate ?? release.date;
  return release.media.flatMap((medium) =>
    medium.tracks
      .filter((track) => !track.isVideo && track.title !== '')
      .map((track, at) => ({
        spotifyTrackId: null,
        track: {
          title: track.title,
          artists: names(track.artists.length > 0 ? track.artists : release.artists),
          album: release.title,
          albumArtist,
          trackNumber: track.position || at + 1,
          trackTotal: medium.trackCount || medium.tracks.length,
          discNumber: medium.position,
          discTotal: release.media.length,
          durationMs: track.lengthMs,
          isrc: track.isrcs.find((code) => /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(code)) ?? null,
          releaseDate: date,
        },
      }))
      .filter(({ track }) => track.artists.length > 0),
  );
}
