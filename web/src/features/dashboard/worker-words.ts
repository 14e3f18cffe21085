import type { ServerStatus } from '../../api/index.ts';

/** Workers in three heaps: who is in trouble, who has work, who waits for some. Each by name. */
export function sortWorkers(workers: ServerStatus['workers']) {
  const all = Object.entries(workers)
    .map(([name, state]) => ({ name, ...state, queue: state.queue_size === 'n/a' ? 0 : state.queue_size }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return {
    all,
    troubled: all.filter(({ status }) => status !== 'running'),
    busy: all.filter(({ status, queue }) => status === 'running' && queue > 0).toSorted((a, b) => b.queue - a.queue),
    idle: all.filter(({ status, queue }) => status === 'running' && queue === 0),
  };
}
