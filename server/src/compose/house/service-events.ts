import type { Activity } from '#activity';
import type { Plex } from '#integrations/plex';
import type { SlskdStatus } from '#integrations/slskd';
import type { Timer } from '#jobs';
import type { SettingsStore } from '#settings';

const everyMs = 30_000;
const keyOf = (name: string): string => `service.${name}.state`;

/** A service as it is seen now: `null`, or why it cannot be used. */
export interface SeenService {
  readonly name: string;
  look(): Promise<{ readonly code: string; readonly sentence: string } | null>;
}

/**
 * Writes into the history when a service stops or begins to answer, once for all processes. It is down when two looks in a row say so: a restart is no news.
 */
export function serviceEvents(deps: {
  readonly services: readonly SeenService[];
  readonly store: Pick<SettingsStore, 'get' | 'note'>;
  readonly activity: Pick<Activity, 'record'>;
}): Timer {
  const { store, activity } = deps;
  return {
    name: 'service_events',
    everyMs,
    async work() {
      for (const service of deps.services) {
        const key = keyOf(service.name);
        const before = (await store.get(key)) ?? 'up';
        const problem = await service.look();
        const now = problem === null ? 'up' : before === 'up' ? 'doubtful' : 'down';
        if (now === before) continue;
        await store.note(new Map([[key, now]]));
        if (now === 'down' && problem !== null)
          await activity.record('service', 'down', {
            name: service.name,
            code: problem.code,
            sentence: problem.sentence,
          });
        if (now === 'up' && before === 'down') await activity.record('service', 'back', { name: service.name });
      }
    },
  };
}

/** The Soulseek daemon as the house looks at it: down when it does not answer, or is not signed in. */
export function soulseekSeen(status: () => Promise<SlskdStatus>): SeenService {
  return {
    name: 'slskd',
    async look() {
      const { problem } = await status();
      return problem === null ? null : { code: problem.code, sentence: problem.sentence };
    },
  };
}

/** The Plex server as the house looks at it: down when it does not answer, or refuses our token; one that is not set up is none. */
export function plexSeen(status: () => ReturnType<Plex['status']>): SeenService {
  return {
    name: 'plex',
    async look() {
      const { state, problem } = await status();
      if (state === 'ok' || state === 'not_configured' || problem === null) return null;
      return { code: problem.code, sentence: problem.sentence };
    },
  };
}
