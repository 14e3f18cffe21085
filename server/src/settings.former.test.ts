import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { readAllSettings, settingGroups } from './settings.ts';

/** Of seed 003 and contract §5.1: everything about the queue, its workers, retries, dead letters, outside calls, matching and searching. */
const former = `
EXTERNAL_TIMEOUT_MS EXTERNAL_RETRY_MAX EXTERNAL_BACKOFF_BASE_MS EXTERNAL_JITTER_PCT
RETRY_MAX_ATTEMPTS RETRY_BASE_SECONDS RETRY_JITTER_PCT RETRY_TIMEOUT_SECONDS RETRY_POLICY_RELOAD_S RETRY_SCAN_INTERVAL_SEC
RETRY_SCAN_BATCH_LIMIT RETRY_SYNC_MAX_ATTEMPTS RETRY_MATCHING_BASE_SECONDS RETRY_ARTIST_SYNC_MAX_ATTEMPTS RETRY_ARTIST_SYNC_BASE_SECONDS
RETRY_ARTIST_SYNC_JITTER_PCT RETRY_ARTIST_SYNC_TIMEOUT_SECONDS
DLQ_PAGE_SIZE_DEFAULT DLQ_PAGE_SIZE_MAX DLQ_REQUEUE_LIMIT DLQ_PURGE_LIMIT
SYNC_WORKER_CONCURRENCY WORKERS_ENABLED HARMONY_DISABLE_WORKERS WORKER_MAX_CONCURRENCY WORKER_VISIBILITY_TIMEOUT_S
MATCHING_EXECUTOR_MAX_WORKERS MATCHING_WORKER_BATCH_SIZE MATCHING_CONFIDENCE_THRESHOLD
ORCH_PRIORITY_JSON ORCH_PRIORITY_CSV ORCH_POLL_INTERVAL_MS ORCH_POLL_INTERVAL_MAX_MS ORCH_VISIBILITY_TIMEOUT_S ORCH_GLOBAL_CONCURRENCY
ORCH_HEARTBEAT_S ORCH_POOL_SYNC ORCH_POOL_MATCHING ORCH_POOL_RETRY ORCH_POOL_ARTIST_REFRESH ORCH_POOL_ARTIST_DELTA
PROVIDER_SLSKD_TIMEOUT_MS PROVIDER_SLSKD_RETRY_MAX PROVIDER_SLSKD_BACKOFF_BASE_MS PROVIDER_SLSKD_JITTER_PCT
FEATURE_MATCHING_EDITION_AWARE MATCH_FUZZY_MAX_CANDIDATES MATCH_MIN_ARTIST_SIM MATCH_COMPLETE_THRESHOLD MATCH_NEARLY_THRESHOLD
SEARCH_TIMEOUT_MS SEARCH_MAX_LIMIT
`
  .trim()
  .split(/\s+/);

const read = new Set(
  Object.values(settingGroups)
    .flatMap((group) => Object.values(group))
    .flatMap((declared) => [declared.name, ...declared.aliases]),
);

describe('a setting of the first configuration', () => {
  test.each(former)('%s is read, or the documents say why not', async (name) => {
    const text = await readFile(new URL('../../docs/former-settings.md', import.meta.url), 'utf8');
    const unread = text.slice(text.indexOf('Without meaning here'));
    expect([read.has(name), unread.includes(`\`${name}\``)]).toContain(true);
    expect(read.has(name) && unread.includes(`\`${name}\``)).toBe(false);
  });

  test('EXTERNAL_TIMEOUT_MS holds for every service that has no limit of its own', () => {
    const result = readAllSettings({ EXTERNAL_TIMEOUT_MS: '1234', SPOTIFY_TIMEOUT_MS: '4321' });
    if (!result.ok) throw new Error(JSON.stringify(result.faults));
    const { slskd, spotify, musicBrainz } = result.values;
    expect([slskd.timeoutMs, spotify.timeoutMs, musicBrainz.timeoutMs]).toEqual([1234, 4321, 1234]);
  });
});
