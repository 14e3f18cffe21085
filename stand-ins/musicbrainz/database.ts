import type { World, WorldArtist, WorldRecording, WorldRelease, WorldReleaseGroup } from './world.ts';

/** A release with the group that it belongs to. */
export interface HeldRelease {
  readonly release: WorldRelease;
  readonly group: WorldReleaseGroup;
}

/** What is in the database at this moment. */
export interface Database {
  artist(id: string): WorldArtist | undefined;
  recording(id: string): WorldRecording | undefined;
  release(id: string): HeldRelease | undefined;
  group(id: string): WorldReleaseGroup | undefined;
  artists(): readonly WorldArtist[];
  recordings(): readonly WorldRecording[];
  groups(): readonly WorldReleaseGroup[];
  releases(): readonly HeldRelease[];
  groupsOf(artist: string): readonly WorldReleaseGroup[];
  releasesOf(recording: string): readonly HeldRelease[];
}

/** Indexes a world. `now` in milliseconds decides which release groups are in. */
export function createDatabase(world: World, now: () => number): Database {
  const artists = byId(world.artists);
  const recordings = byId(world.recordings);
  const groups = byId(world.releaseGroups);
  const all: HeldRelease[] = world.releaseGroups.flatMap((group) =>
    group.releases.map((release) => ({ release, group })),
  );
  const releases = new Map<string, HeldRelease>();
  const ofRecording = new Map<string, HeldRelease[]>();
  for (const held of all) {
    for (const id of [held.release.id, ...(held.release.formerIds ?? [])]) releases.set(id, held);
    for (const track of held.release.media.flatMap((medium) => medium.tracks)) push(ofRecording, track.recording, held);
  }
  const ofArtist = new Map<string, WorldReleaseGroup[]>();
  for (const group of world.releaseGroups) for (const { artist } of group.credit) push(ofArtist, artist, group);

  const inNow = (group: WorldReleaseGroup): boolean => {
    const day = new Date(now()).toISOString().slice(0, 10);
    return (group.publishedOn ?? '') <= day && (group.withdrawnOn === undefined || day < group.withdrawnOn);
  };
  const heldNow = (held: HeldRelease | undefined): HeldRelease | undefined =>
    held !== undefined && inNow(held.group) ? held : undefined;

  return {
    artist: (id) => artists.get(id),
    recording: (id) => recordings.get(id),
    release: (id) => heldNow(releases.get(id)),
    group(id) {
      const group = groups.get(id);
      return group !== undefined && inNow(group) ? group : undefined;
    },
    artists: () => world.artists,
    recordings: () => world.recordings,
    groups: () => world.releaseGroups.filter(inNow),
    releases: () => all.filter((held) => inNow(held.group)),
    groupsOf: (artist) => (ofArtist.get(artist) ?? []).filter(inNow),
    releasesOf: (recording) => (ofRecording.get(recording) ?? []).filter((held) => inNow(held.group)),
  };
}

function byId<T extends { readonly id: string; readonly formerIds?: readonly string[] }>(
  rows: readonly T[],
): Map<string, T> {
  const map = new Map<string, T>();
  for (const row of rows) for (const id of [row.id, ...(row.formerIds ?? [])]) map.set(id, row);
  return map;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key) ?? [];
  if (!list.includes(value)) list.push(value);
  map.set(key, list);
}
