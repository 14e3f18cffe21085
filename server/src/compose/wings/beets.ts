import { beetsRoutes, createBeetsFollowing } from '#beets';
import { type Beets, beetsHandoverSettings, createBeets } from '#integrations/beets';
import { createFollowing, type TellMoved } from '#library';
import { storeOrganised } from '#pipeline/organise';
import { createBeetsPublisher, type Publisher } from '#pipeline/publish';
import { createSettingsStore, storedValues } from '#settings';
import type { Foundation } from '../foundation.ts';
import type { Wing } from '../wing.ts';

const settleEveryMs = 10 * 60_000;

/** beets: its routes, the publisher that hands finished files over, and the library that follows what it moves (`moved` hears of it). `null`: it is not listed. */
export function createBeetsWing(
  foundation: Foundation,
  moved?: TellMoved,
): { readonly wing: Wing; readonly publishers: readonly Publisher[]; readonly status: Beets['status'] } | null {
  const { settings, db, activity, locks, inspector, tagger, guard, library, enabled, onFault } = foundation;
  if (!enabled('beets')) return null;
  const { musicDir } = settings.organise;
  const beets = createBeets({ db, settings: settings.beets, musicDir });
  const files = createFollowing({
    db,
    musicDir,
    guard,
    inspector,
    readTrack: async (path) => (await tagger.read(path, new AbortController().signal)).tags,
    onMoved: storeOrganised,
    moved,
  });
  const following = createBeetsFollowing({ db, beets, following: files, locks });
  const handover = storedValues(createSettingsStore(db), beetsHandoverSettings, settings.beets);
  const common = { db, musicDir, library, following: files, beets };
  const settle = async (): Promise<void> => {
    await following.settle();
  };
  return {
    status: () => beets.status(),
    wing: {
      rootRoutes: [
        beetsRoutes({
          beets,
          following,
          folders: settings.beets.folders,
          publish: async () => (await handover()).publish,
          musicDir,
          record: (type, status, details) => activity.record(type, status, details),
        }),
      ],
      timers: [{ name: 'beets_moves', everyMs: settleEveryMs, work: settle }],
      // a beets that does not work must not keep the house from starting
      start: () => settle().catch((error: unknown) => onFault('beets', error)),
    },
    publishers: [
      {
        name: 'beets',
        async publish(wish, file, signal) {
          const { publish: keep, publishAutotag: autotag, publishGiveUpH: giveUpH } = await handover();
          if (keep !== 'leave' && keep !== 'copy' && keep !== 'move') return { note: null };
          return await createBeetsPublisher({ ...common, keep, autotag, giveUpH }).publish(wish, file, signal);
        },
      },
    ],
  };
}
