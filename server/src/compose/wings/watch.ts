import type { Activity } from '#activity';
import { type MusicBrainz, musicBrainzSource } from '#integrations/musicbrainz';
import type { Jobs } from '#jobs';
import { ownedAlbums } from '#library';
import type { createWishIntake } from '#pipeline';
import type { Db } from '#platform/database';
import type { Clock } from '#platform/outbound';
import { createWatchRoom, type WatchSettings, watchAdminRoutes, watchRoutes } from '#watch';
import type { WishStore } from '#wishes';
import type { ReleaseSource } from '../../watch/ports.ts';
import type { Wing } from '../wing.ts';

/** The room that watches artists, over the sources that this house has. */
export function createWatch(deps: {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly settings: WatchSettings;
  readonly musicBrainz: MusicBrainz;
  /** Sources that are preferred to MusicBrainz where they can be used. */
  readonly accounts?: readonly ReleaseSource[];
  readonly intake: ReturnType<typeof createWishIntake>;
  readonly store: WishStore;
  readonly activity: Activity;
  readonly coversOf: (fileIds: readonly number[]) => Promise<ReadonlyMap<number, string>>;
  readonly publish: (event: string, data: unknown) => void;
  readonly log: (event: Record<string, unknown>) => void;
  readonly clock?: Clock;
}): Wing {
  const { store } = deps;
  const room = createWatchRoom({
    db: deps.db,
    jobs: deps.jobs,
    settings: deps.settings,
    sources: [...(deps.accounts ?? []), musicBrainzSource(deps.musicBrainz)],
    intake: deps.intake,
    activity: deps.activity,
    async ownedWishes(ids) {
      const owned = new Set<number>();
      // a few thousand at a time: an artist's page may name many
      for (let at = 0; at < ids.length; at += 2000)
        for (const row of await store.rowsById(ids.slice(at, at + 2000))) if (row.state === 'done') owned.add(row.id);
      return owned;
    },
    ownedReleases: (names) => ownedAlbums(deps.db, names),
    coversOf: deps.coversOf,
    changed: (what, id) => deps.publish(what, { id }),
    log: deps.log,
    ...(deps.clock === undefined ? {} : { clock: deps.clock }),
  });
  return {
    jobs: room.jobs,
    timers: room.timers,
    routes: watchRoutes(room.routes),
    rootRoutes: watchAdminRoutes(room.routes),
  };
}
