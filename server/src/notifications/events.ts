import type { EventKind, Tone } from './ports.ts';

const byActivity: Readonly<Record<string, EventKind>> = {
  'wish/done': 'track.finished',
  'wish/review': 'track.review',
  'download/download_retry_failed': 'download.failed',
  'download/sync_job_failed': 'download.failed',
  'metadata/matching_job_failed': 'download.failed',
  'import/completed': 'import.finished',
  'watchlist/release_found': 'release.found',
  'autosync/autosync_blocked': 'autosync.blocked',
  'service/down': 'service.down',
  'service/back': 'service.back',
  'library/paused': 'disk.paused',
  'library/resumed': 'disk.resumed',
  'spotify/needs_reauth': 'account.attention',
  'spotify/expires_soon': 'account.attention',
};

/** What an entry of the history is for notifications, or `null`. */
export function eventOfActivity(
  type: string,
  status: string,
  details: Readonly<Record<string, unknown>> | undefined,
): EventKind | null {
  const found = byActivity[`${type}/${status}`];
  if (found !== undefined) return found;
  const ended = type === 'sync' && (status === 'completed' || status === 'partial');
  return ended && details?.['job'] === 'autosync' ? 'autosync.finished' : null;
}

const tones: Readonly<Record<EventKind, Tone>> = {
  'track.finished': 'success',
  'track.review': 'info',
  'download.failed': 'failure',
  'import.finished': 'success',
  'release.found': 'info',
  'autosync.finished': 'success',
  'autosync.blocked': 'warning',
  'service.down': 'failure',
  'service.back': 'success',
  'disk.paused': 'failure',
  'disk.resumed': 'success',
  'account.attention': 'warning',
};
const order: readonly Tone[] = ['info', 'success', 'warning', 'failure'];

/** How urgent several kinds are together: as the worst of them. */
export function toneOf(kinds: readonly EventKind[]): Tone {
  const worst = Math.max(...kinds.map((kind) => order.indexOf(tones[kind])));
  return order[worst] ?? 'info';
}
