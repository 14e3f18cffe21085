import type { Operation } from './operations.ts';

/** Which answers each operation gave. */
export interface Reach {
  note(operation: Operation, status: number): void;
  /** `290 of 295`: operations that gave a good answer, of those that can. */
  share(): string;
  /** One line for each operation that gave none, with what it gave instead. */
  lines(): string[];
}

/** Whose good answer a run cannot reach, and why. */
export const unreachable: Readonly<Record<string, string>> = {
  'GET /api/v1/spotify/audio-features': 'Spotify gives it to old apps only, and answers so',
  'GET /api/v1/spotify/audio-features/{track_id}': 'Spotify gives it to old apps only, and answers so',
  'GET /api/v1/spotify/recommendations': 'Spotify gives it to old apps only, and answers so',
  'POST /api/v1/oauth/manual': 'the state of a sign-in holds once, and only for a person who has agreed',
  'POST /api/v1/spotify/pro/oauth/session': 'the state of a sign-in holds once, and only for a person who has agreed',
  'GET /plex/servers': 'nobody is signed in at plex.tv',
  'PUT /plex/server': 'nobody is signed in at plex.tv',
  'DELETE /api/v1/library/scan/missing/{id}': 'no file is missing in the house',
  'DELETE /api/v1/autosync/skipped/{id}': 'nothing has failed so often that auto-sync leaves it alone',
  'DELETE /api/v1/matching/aliases/{artist}/learned/{alias}': 'no name is learned without a choice by hand that fits',
};

/** Nothing was answered yet. */
export function createReach(): Reach {
  const seen = new Map<Operation, Map<number, number>>();
  const never = (): [Operation, Map<number, number>][] =>
    [...seen].filter(([, statuses]) => ![...statuses.keys()].some((status) => status < 400));
  return {
    note(operation, status) {
      const statuses = seen.get(operation) ?? new Map<number, number>();
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      seen.set(operation, statuses);
    },
    share() {
      const can = [...seen.keys()].filter(({ name }) => unreachable[name] === undefined).length;
      const not = never().filter(([{ name }]) => unreachable[name] === undefined).length;
      return `${can - not} of ${can}`;
    },
    lines: () =>
      never().map(([{ name }, statuses]) => {
        const gave = [...statuses].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
        const why = unreachable[name];
        return `no good answer: ${name} (${gave.join(', ')})${why === undefined ? '' : `; ${why}`}`;
      }),
  };
}
