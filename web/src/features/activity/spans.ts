import type { ActivityFilter } from '../../api/index.ts';

/** How far back the history can be shown. */
export const spans = ['all', 'hour', 'day', 'week'] as const;
/** How far back the history is shown. */
export type ActivitySpan = (typeof spans)[number];
/** What the page shows; the moment at which a span begins is fixed when it is asked for. */
export interface ShownActivity {
  readonly type?: string;
  readonly span: ActivitySpan;
}

const hours = { all: null, hour: 1, day: 24, week: 168 };

/** What to ask the server for now. */
export function filterOf({ type, span }: ShownActivity): ActivityFilter {
  const back = hours[span];
  return {
    ...(type === undefined ? {} : { type }),
    ...(back === null ? {} : { from: new Date(Date.now() - back * 3_600_000).toISOString() }),
  };
}
