import { expect, test } from 'vitest';
import { createExporter, type ScrapeSources } from './index.ts';

const quiet: ScrapeSources = {
  queue: async () => ({ jobs: [{ type: 'search', state: 'waiting', count: 3 }], oldestDueS: 1.5, dead: 2 }),
  search: async () => ({ limit: 34, used: 4, left: 30 }),
  transfers: async () => ({ queued: 1, downloading: 2 }),
  workers: async () => ({ sync: { status: 'running' }, search: { status: 'stale' } }),
  services: async () => ({ slskd: true, plex: false }),
  ping: async () => 1,
  pool: () => ({ total: 5, idle: 3, waiting: 0 }),
};
const valueOf = (text: string, line: string): number | null => {
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  return found === undefined ? null : Number(found.slice(line.length + 1));
};

test('events are counted under labels of fixed sets, and the names of the first Harmony go on', async () => {
  const exporter = createExporter({ version: '1.2.3', sources: () => quiet });
  const answer = { method: 'GET', route: '/api/v1/wishes/:id', status: 200, seconds: 0.02, kept: 'shared' } as const;
  exporter.answered(answer);
  exporter.answered({ ...answer, status: 404, kept: 'miss' });
  exporter.answered({ method: 'BREW', route: null, status: 404, seconds: 0.001, kept: null });
  exporter.job({ event: 'worker.job', status: 'ok', job_type: 'artist_scan', duration_ms: 700 });
  exporter.job({ event: 'worker.job', status: 'error', job_type: 'artist_sync', duration_ms: 12_000 });
  exporter.job({ event: 'orchestrator.dlq', status: 'dead_letter', job_type: 'search' });
  exporter.job({ event: 'orchestrator.timer_tick', status: 'ok' });
  exporter.step('match', 'review');
  exporter.transferEnded('completed');
  const text = await exporter.scrape();
  const count = (labels: string) => valueOf(text, `http_request_duration_seconds_count{${labels}}`);
  expect(count('method="GET",route="/api/v1/wishes/:id",status="2xx"')).toBe(1);
  expect(count('method="GET",route="/api/v1/wishes/:id",status="4xx"')).toBe(1);
  expect(count('method="other",route="none",status="4xx"')).toBe(1);
  const cached = (outcome: string) => valueOf(text, `harmony_cache_answers_total{outcome="${outcome}"}`);
  expect(['hit', 'shared', 'stale', 'miss'].map(cached)).toEqual([0, 1, 0, 1]);
  expect(valueOf(text, 'harmony_jobs_total{type="artist_scan",status="ok"}')).toBe(1);
  expect(valueOf(text, 'artist_scan_outcomes_total{status="ok"}')).toBe(1);
  expect(valueOf(text, 'artist_scan_duration_seconds_bucket{le="1"}')).toBe(1);
  expect(valueOf(text, 'artist_scan_duration_seconds_bucket{le="0.5"}')).toBe(0);
  expect(valueOf(text, 'artist_refresh_outcomes_total{status="error"}')).toBe(1);
  expect(valueOf(text, 'artist_refresh_duration_seconds_bucket{le="30"}')).toBe(1);
  expect(valueOf(text, 'harmony_jobs_dead_total{type="search"}')).toBe(1);
  expect(valueOf(text, 'harmony_wish_steps_total{stage="match",state="review"}')).toBe(1);
  expect(valueOf(text, 'harmony_transfers_ended_total{state="completed"}')).toBe(1);
  expect(valueOf(text, 'harmony_info{version="1.2.3"}')).toBe(1);
});

test('gauges say how the house is now', async () => {
  const text = await createExporter({ version: '1', sources: () => quiet }).scrape();
  expect(valueOf(text, 'harmony_queue_jobs{type="search",state="waiting"}')).toBe(3);
  expect(valueOf(text, 'harmony_queue_oldest_due_seconds')).toBe(1.5);
  expect(valueOf(text, 'harmony_dead_jobs')).toBe(2);
  expect(valueOf(text, 'harmony_search_budget_left')).toBe(30);
  expect(valueOf(text, 'harmony_transfers{state="downloading"}')).toBe(2);
  expect(valueOf(text, 'harmony_worker_up{worker="sync"}')).toBe(1);
  expect(valueOf(text, 'harmony_worker_up{worker="search"}')).toBe(0);
  expect(valueOf(text, 'harmony_service_up{service="plex"}')).toBe(0);
  expect(valueOf(text, 'harmony_database_connections{state="used"}')).toBe(2);
  expect(valueOf(text, 'nodejs_eventloop_lag_p99_seconds')).not.toBeNull();
  expect(valueOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e6);
});

test('what fails leaves no old figure behind and is named; the rest is there', async () => {
  let sources = quiet;
  const exporter = createExporter({ version: '1', sources: () => sources });
  await exporter.scrape();
  sources = {
    ...quiet,
    queue: async () => Promise.reject(new Error('database away')),
    ping: () => Promise.reject(new Error()),
  };
  const text = await exporter.scrape();
  expect(text).not.toContain('harmony_queue_jobs{');
  expect(valueOf(text, 'harmony_queue_oldest_due_seconds')).toBeNull();
  expect(valueOf(text, 'harmony_database_latency_seconds')).toBeNull();
  expect(valueOf(text, 'harmony_scrape_problem{source="queue"}')).toBe(1);
  expect(valueOf(text, 'harmony_scrape_problem{source="search"}')).toBe(0);
  expect(valueOf(text, 'harmony_search_budget_used')).toBe(4);
  sources = quiet;
  expect(valueOf(await exporter.scrape(), 'harmony_queue_oldest_due_seconds')).toBe(1.5);
});

test('many who scrape at once read the house once', async () => {
  let asked = 0;
  const search = async () => {
    asked += 1;
    return await quiet.search();
  };
  const exporter = createExporter({ version: '1', sources: () => ({ ...quiet, search }) });
  await Promise.all([exporter.scrape(), exporter.scrape(), exporter.scrape()]);
  expect(asked).toBe(1);
});
