import type { Server } from 'node:http';
import { serveCalls } from '../remote-control.ts';
import type { FaultRule, SpotifyStandIn, Strings } from './index.ts';
import { type ReleaseRecipe, release } from './world/make.ts';
import { insertRows, newRow, removeRows, snapshotOf } from './world/playlists.ts';
import type { Playlist } from './world/types.ts';

/** Lets another process pull the strings; `GET /` answers the requests, how often each route was called, and the complaints. */
export async function startRemoteControl(
  spotify: SpotifyStandIn,
): Promise<{ readonly url: string; readonly server: Server }> {
  const { strings, world } = spotify;
  const listOf = (id: string): Playlist => {
    const playlist = world.playlists.get(id);
    if (!playlist) throw new Error(`There is no playlist ${id}`);
    return playlist;
  };
  return await serveCalls(
    {
      set(values: Partial<Pick<Strings, 'regime'>>) {
        Object.assign(strings, values);
      },
      switchRegime: (to: Strings['regime'], afterCalls: number) => strings.switchRegime(to, afterCalls),
      fault: (rule: FaultRule) => strings.fault(rule),
      clearFaults: () => strings.clearFaults(),
      advance: (ms: number) => strings.clock.advance(ms),
      setTime: (moment: string) => strings.clock.set(moment),
      quota(rules: Strings['quota']['rules']) {
        strings.quota.rules = rules;
      },
      resetQuota: () => strings.quota.reset(),
      owner: (values: Partial<Strings['owner']>) => void Object.assign(strings.owner, values),
      manners: (values: Partial<Strings['manners']>) => void Object.assign(strings.manners, values),
      pages: (values: Partial<Strings['pages']>) => void Object.assign(strings.pages, values),
      rotation(value: Strings['grants']['rotation']) {
        strings.grants.rotation = value;
      },
      revoke: (userId?: string) => strings.grants.revoke(userId),
      expireAccess: () => strings.grants.expireAccess(),
      resetCalls: () => spotify.calls.reset(),
      /** Publishes a release of a known artist; resolves to its id. */
      release: (recipe: ReleaseRecipe) => release(world, recipe).id,
      /** Somebody puts tracks into a list; resolves to the new snapshot. */
      insertTracks(id: string, trackIds: readonly string[], position?: number) {
        const stamp = new Date(strings.clock.now()).toISOString();
        const rows = trackIds.map((track) => newRow({ kind: 'track', id: track }, stamp, listOf(id).ownerId));
        insertRows(listOf(id), rows, position);
        return snapshotOf(listOf(id));
      },
      removeTrack(id: string, trackId: string) {
        removeRows(listOf(id), ({ content }) => content.kind === 'track' && content.id === trackId);
        return snapshotOf(listOf(id));
      },
      renamePlaylist(id: string, name: string) {
        listOf(id).name = name;
      },
      dropPlaylist: (id: string) => world.dropPlaylist(id),
    },
    () => ({ calls: spotify.calls.byRoute(), complaints: spotify.complaints, requests: spotify.requests }),
  );
}
