import type { AudioFacts, LibraryStore, Trash } from '#library';
import type { OfferedFile, WantedTrack } from '#music';
import { candidateViews, type QualityProfile, qualityRank } from '#pipeline/match';
import type { Twins } from '#pipeline/organise';
import type { Db } from '#platform/database';
import type { WishStore } from '#wishes';

/** Bitrates of lossy files closer together than this share sound alike; a file is not replaced for less. */
const clearlyMore = 1.2;

/** What the library has already of a recording that arrives, over the rooms that know: library, trash, matching engine, wishes. */
export function createTwins(deps: {
  readonly db: Db;
  readonly library: LibraryStore;
  readonly trash: Pick<Trash, 'discard'>;
  readonly matching: {
    profile(): QualityProfile;
    sameRecording(track: WantedTrack): Promise<number | null>;
  };
  readonly store: WishStore;
}): Twins {
  const { db, library, store } = deps;
  return {
    async find(wish) {
      const id = (await library.ofWish(wish.id))?.id ?? (await deps.matching.sameRecording(wish.track));
      return id === null ? null : await library.described(id);
    },
    async chosenByHand(wishId) {
      const candidates = await candidateViews(db, wishId);
      return candidates.some((candidate) => candidate.pinned);
    },
    isBetter: (fresh, present) => isClearlyBetter(fresh, present, deps.matching.profile()),
    async retire(file, reason, wishId) {
      if (file.wishId !== wishId) await library.handOver(db, file.id, wishId);
      const receipt = await deps.trash.discard(file, reason, wishId);
      return receipt !== 'busy';
    },
    link: (trx, file, wish) => library.link(trx, file.id, wish.id),
    async adopt(trx, wish, fileId) {
      if (wish.track.isrc !== null) await store.adoptFile(trx, fileId, wish.track.isrc);
    },
  };
}

/** Whether the profile puts `fresh` before `present`; among lossy files of one format only when its bitrate is higher by a fifth. */
export function isClearlyBetter(fresh: AudioFacts, present: AudioFacts, profile: QualityProfile): boolean {
  const ranks = [qualityRank(asOffered(fresh), profile), qualityRank(asOffered(present), profile)] as const;
  for (const at of [0, 1, 2] as const) {
    if (ranks[0][at] !== ranks[1][at]) return ranks[0][at] < ranks[1][at];
  }
  if (fresh.bitrateKbps === null || present.bitrateKbps === null || fresh.lossless !== false) return false;
  return fresh.bitrateKbps >= present.bitrateKbps * clearlyMore;
}

/** A file that we have, in the words in which peers offer theirs; only what the profile looks at is said. */
function asOffered(facts: AudioFacts): OfferedFile {
  const extension = facts.codec === 'ALAC' ? 'alac' : facts.extension;
  return {
    id: '',
    username: '',
    path: `x.${extension}`,
    sizeBytes: facts.sizeBytes,
    extension,
    bitrateKbps: facts.bitrateKbps,
    sampleRateHz: facts.sampleRateHz,
    bitDepth: facts.bitDepth,
    lengthS: null,
    variableBitrate: null,
    freeSlot: false,
    queueLength: 0,
    speedBps: 0,
  };
}
