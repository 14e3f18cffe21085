import type { Stage, WishState } from '#wishes';

/** Why a track could not be had, as the skip list names it. */
export type FailureReason = 'search' | 'no_results' | 'quality' | 'download' | 'missing_path' | 'import';

/** What the history says of each. */
export const failureEvents: Readonly<Record<FailureReason, string>> = {
  search: 'soulseek_error',
  no_results: 'soulseek_no_results',
  quality: 'soulseek_low_quality',
  download: 'download_failed',
  missing_path: 'import_failed',
  import: 'import_failed',
};

const byCode: Readonly<Record<string, FailureReason>> = {
  nothing_found: 'no_results',
  no_match: 'no_results',
  low_quality: 'quality',
  all_peers_failed: 'download',
  no_candidate_left: 'download',
  download_dead_letter: 'download',
  file_missing: 'missing_path',
  no_download: 'missing_path',
};
const byStage: Readonly<Record<Stage, FailureReason>> = {
  search: 'search',
  match: 'search',
  download: 'download',
  verify: 'import',
  organise: 'import',
  tag: 'import',
  publish: 'import',
};
/** A transfer that is tried again soon has not failed yet. */
const notYet = 'download_retry_scheduled';

/** Why a wish that was at `stage` waits now; `null` when it has not failed. */
export function failureOf(
  stage: Stage,
  step: { readonly state: WishState; readonly cause: { readonly code: string } | null },
): FailureReason | null {
  const code = step.cause?.code;
  if (step.state !== 'waiting' || code === notYet) return null;
  return (code === undefined ? undefined : byCode[code]) ?? byStage[stage];
}
