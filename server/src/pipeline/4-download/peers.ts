import type { Db } from '#platform/database';
import type { StageRunner } from '#wishes';
import type { DownloadEnd, DownloadRow } from './download.store.ts';

/** One experience with a peer. */
export interface PeerExperience {
  readonly username: string;
  readonly kind: 'delivered' | 'failed' | 'refused' | 'bad-file';
  readonly sentence?: string | null;
  readonly firstByteS?: number | null;
  readonly speedBps?: number | null;
}

/** The memory of peers, injected by the composition root. */
export interface PeerNotes {
  /** Remembers an experience as part of a transaction. */
  report(experience: PeerExperience, trx: Db): Promise<void>;
  /** What is known of these peers; strangers are left out. */
  known(
    usernames: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly first_byte_s: number | null; readonly speed_bps: number | null }>>;
}

/** Tells what a download's end says about its peer. What a person or the daemon did says nothing. */
export async function reportEnd(
  peers: PeerNotes | undefined,
  trx: Db,
  row: Pick<DownloadRow, 'username' | 'enqueued_at' | 'started_at' | 'average_speed_bps'>,
  end: Pick<DownloadEnd, 'state' | 'outcome' | 'sentence'>,
): Promise<void> {
  const { username } = row;
  if (end.state === 'completed') {
    const { enqueued_at: asked, started_at: began } = row;
    const firstByteS =
      asked === null || began === null ? null : Math.max(0, (began.getTime() - asked.getTime()) / 1000);
    await peers?.report({ username, kind: 'delivered', firstByteS, speedBps: row.average_speed_bps }, trx);
  } else if (end.state === 'failed' && (end.outcome === 'failed' || end.outcome === 'refused')) {
    await peers?.report({ username, kind: end.outcome, sentence: end.sentence }, trx);
  }
}

/** Ends of the verify stage that are not about the bytes: nothing to check, or simply another recording. */
const notTheFile: ReadonlySet<string> = new Set(['no_download', 'file_missing', 'file_duration']);

/** Wraps the verify stage: a delivered file that turns out bad is held against its peer, in the same transaction. */
export function reportBadFiles(stage: StageRunner, deps: { readonly db: Db; readonly peers: PeerNotes }): StageRunner {
  return {
    stage: stage.stage,
    async run(wish, context) {
      const outcome = await stage.run(wish, context);
      if (outcome.kind !== 'back' || notTheFile.has(outcome.cause.code)) return outcome;
      const row = await deps.db
        .selectFrom('downloads')
        .select('username')
        .where('wish_id', '=', wish.id)
        .where('state', '=', 'completed')
        .orderBy('id', 'desc')
        .executeTakeFirst();
      if (row === undefined) return outcome;
      const { username } = row;
      return {
        ...outcome,
        async commit(trx) {
          await deps.peers.report({ username, kind: 'bad-file', sentence: outcome.cause.sentence }, trx);
          await outcome.commit?.(trx);
        },
      };
    },
  };
}
