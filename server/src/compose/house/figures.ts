import { sql } from 'kysely';
import { createExporter, type Exporter, type ScrapeSources } from '#metrics';
import { activeByState } from '#pipeline/download';
import { type SearchSettings, searchSpending } from '#pipeline/search';
import type { Db } from '#platform/database';
import { version } from '../../version.ts';

/** What a pool of connections tells of itself; that of `pg` fits. */
export interface PoolFigures {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** Where rooms that are built later are read. */
type Later = Pick<ScrapeSources, 'queue' | 'workers' | 'services'>;

/** The figures of this house. Rooms that are built later are named with `readFrom`; until then they have none. */
export function createHouseFigures(deps: {
  readonly db: Db;
  readonly pool: PoolFigures | null;
  readonly search: SearchSettings;
}): Exporter & { readFrom(more: Partial<Later>): void } {
  const { db, pool, search } = deps;
  let later: Later = {
    queue: async () => ({ jobs: [], oldestDueS: 0, dead: 0 }),
    workers: async () => ({}),
    services: async () => ({}),
  };
  const exporter = createExporter({
    version,
    sources: () => ({
      ...later,
      search: () => searchSpending(db, search),
      transfers: () => activeByState(db),
      ping: () => sql`select 1`.execute(db),
      pool: () => (pool === null ? null : { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    }),
  });
  return {
    ...exporter,
    readFrom(more) {
      later = { ...later, ...more };
    },
  };
}
