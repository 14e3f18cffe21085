import type { Download, Wish } from '../../api/index.ts';

/** Brings what wishes tell of their transfers into a page; rows that nothing was told of keep their identity. */
export function applyProgress(page: Download[], told: ReadonlyMap<number, NonNullable<Wish['download']>>): Download[] {
  if (!page.some(({ id }) => told.has(id))) return page;
  return page.map((row) => {
    const news = told.get(row.id);
    if (news === undefined) return row;
    const { state, progress, average_speed_bps, queue_position } = news;
    return { ...row, state, status: state, progress, average_speed_bps, queue_position };
  });
}

/** Downloads of all pages, each once: one may slip onto the next page while people scroll. */
export function flattenDownloads(pages: readonly (readonly Download[])[]): Download[] {
  const known = new Map<number, Download>();
  for (const page of pages) for (const row of page) if (!known.has(row.id)) known.set(row.id, row);
  return [...known.values()];
}

/** Whether a person can start it again. */
export function canRetry({ state }: Pick<Download, 'state'>): boolean {
  return state === 'failed' || state === 'cancelled' || state === 'dead_letter';
}

/** Whether it can still be stopped. */
export function canCancel({ state }: Pick<Download, 'state'>): boolean {
  return state === 'queued' || state === 'downloading';
}
