import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '#platform/database';
import { json } from '#platform/database';
import type { Sealer } from '#platform/secrets';
import type { EventKind, TargetConfig, TargetKind } from './ports.ts';

/** A row of `notification_targets`. */
export type TargetRow = Selectable<Database['notification_targets']>;

/** What a person says of a target. */
export interface TargetDraft {
  readonly name: string;
  readonly kind: TargetKind;
  readonly enabled: boolean;
  readonly events: readonly EventKind[];
  readonly language: 'en' | 'de';
  readonly allowPrivate: boolean;
  readonly config: TargetConfig;
}

const purpose = 'notification target';
const later = sql<Date>`now()`;

/** The queries of `notification_targets`; what is secret is sealed here and nowhere shown. */
export function createTargetStore(db: Db, sealer: Sealer) {
  const rowOf = (draft: TargetDraft) => ({
    name: draft.name,
    kind: draft.kind,
    enabled: draft.enabled,
    events: [...draft.events],
    language: draft.language,
    allow_private: draft.allowPrivate,
    origin: new URL(draft.config.url).origin,
    config: sealer.seal(JSON.stringify(draft.config), purpose),
  });
  return {
    async all(): Promise<TargetRow[]> {
      return await db.selectFrom('notification_targets').selectAll().orderBy('id').execute();
    },
    async find(id: number): Promise<TargetRow | null> {
      return (await db.selectFrom('notification_targets').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
    },
    async add(draft: TargetDraft): Promise<TargetRow> {
      return await db.insertInto('notification_targets').values(rowOf(draft)).returningAll().executeTakeFirstOrThrow();
    },
    /** What was wrong with the last message is forgotten: the person has seen to it. */
    async change(id: number, draft: TargetDraft): Promise<TargetRow | null> {
      const row = await db
        .updateTable('notification_targets')
        .set({ ...rowOf(draft), paused_until: null, problem_code: null, problem: null, updated_at: later })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ?? null;
    },
    async remove(id: number): Promise<boolean> {
      const result = await db.deleteFrom('notification_targets').where('id', '=', id).executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
    /** Where messages go; a sentence when it cannot be unsealed any more. */
    configOf(row: Pick<TargetRow, 'config'>): TargetConfig | { readonly sentence: string } {
      const unsealed = sealer.unseal(row.config, purpose);
      if (!unsealed.ok) return { sentence: `${unsealed.sentence} ${unsealed.remedy}` };
      return JSON.parse(unsealed.text) as TargetConfig;
    },
    /** Notes how the last try ended. `off`: the target is switched off, because it does not exist any more. */
    async noted(
      trx: Db,
      id: number,
      what: {
        readonly delivered?: Date;
        readonly problem: { readonly code: string; readonly sentence: string } | null;
        readonly pausedUntil: Date | null;
        readonly off?: boolean;
      },
    ): Promise<void> {
      await trx
        .updateTable('notification_targets')
        .set({
          problem_code: what.problem?.code ?? null,
          problem: what.problem?.sentence ?? null,
          paused_until: what.pausedUntil,
          ...(what.delivered === undefined ? {} : { last_delivered_at: what.delivered }),
          ...(what.off === true ? { enabled: false } : {}),
        })
        .where('id', '=', id)
        .execute();
    },
    /** Puts an event into the outbox of every target that wants it, in the transaction of what happened. */
    async tell(trx: Db, kind: EventKind, details: Readonly<Record<string, unknown>>, at: Date): Promise<void> {
      await sql`
        insert into notification_events (target_id, kind, details, happened_at)
        select id, ${kind}, ${json(details)}::jsonb, ${at} from notification_targets
        where enabled and ${kind} = any(events)`.execute(trx);
    },
  };
}

/** The queries of `notification_targets`. */
export type TargetStore = ReturnType<typeof createTargetStore>;
