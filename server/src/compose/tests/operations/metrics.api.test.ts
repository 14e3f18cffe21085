import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type ApiHouse, openApiHouse } from '#test/api-house';

const key = 'environment-key-0123456789';
const audio = { format: 'mp3', durationMs: 4000, tags: { title: 'Good Song', artist: 'Artist' } } as const;
let house: ApiHouse;

beforeAll(async () => {
  house = await openApiHouse({
    peers: [
      {
        username: 'giver',
        speedBps: 2_000_000,
        files: [{ path: 'Music\\Artist - Album\\03 - Good Song.mp3', audio }],
      },
    ],
    env: { FEATURE_REQUIRE_AUTH: 'true', HARMONY_API_KEYS: key },
    key,
  });
});
afterAll(() => house.close());

async function scrape(shown = key) {
  const answer = await fetch(new URL('/metrics', house.base), { headers: { 'x-api-key': shown } });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

/** Names of the metrics in a text, as queries use them: histograms with `_bucket`, `_sum`, `_count`. */
const namesIn = (text: string): Set<string> =>
  new Set(
    text.split('\n').flatMap((line) => {
      const [, name = '', kind] = /^# TYPE (\S+) (\S+)/.exec(line) ?? [];
      if (name === '') return [];
      return kind === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
    }),
  );

test('figures need a key like the API, and count what the house does', async () => {
  expect((await fetch(new URL('/metrics', house.base))).status).toBe(401);
  const path = 'Music\\Artist - Album\\03 - Good Song.mp3';
  const { body } = await house.post('/download', { username: 'giver', files: [{ filename: path }] });
  const id = (body as unknown as { downloads?: { id: number }[] }).downloads?.[0]?.id;
  await house.until(`/download/${id}`, (each) => each.state === 'completed' || each.status === 'completed');
  const { status, type, text } = await scrape();
  expect([status, type]).toEqual([200, expect.stringContaining('text/plain')]);
  expect(text).toMatch(/^harmony_transfers_ended_total\{state="completed"\} 1$/m);
  expect(text).toMatch(/^harmony_wish_steps_total\{stage="verify",state="\w+"\} [1-9]/m);
  expect(text).toMatch(/^harmony_jobs_total\{type="\w+",status="ok"\} [1-9]/m);
  expect(text).toMatch(/^harmony_service_up\{service="slskd"\} 1$/m);
  expect(text).toMatch(/^harmony_worker_up\{worker="dispatcher"\} 1$/m);
  expect(text).toMatch(
    /^http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/download\/:\w+",status="2xx"\}/m,
  );
  expect(text.match(/^harmony_scrape_problem\{.*\} 1$/gm)).toBeNull();
  expect(text).not.toContain(key);
});

test('ids and addresses that nobody knows make no further series', async () => {
  const seriesOf = async () => (await scrape()).text.split('\n').filter((line) => line.startsWith('http_')).length;
  for (const warm of ['/download/999999', '/nothing/0']) await house.get(warm);
  await scrape();
  const before = await seriesOf();
  for (let id = 0; id < 30; id += 1) {
    await house.get(`/download/${900_000 + id}`);
    await house.get(`/nothing/${id}`);
  }
  expect(await seriesOf()).toBe(before);
});

/** Names of metrics and of labels that a query asks for. */
function askedIn(expr: string): { names: string[]; labels: string[] } {
  // in a query only names of metrics have an underscore before a brace, a bracket or the end; labels stand behind braces or "by (…)"
  const functions = ['histogram_quantile'];
  const bare = expr.replaceAll(/\{[^}]*\}/g, '').replaceAll(/\b(?:by|without) *\([^)]*\)/g, '');
  const names = bare.match(/\b[a-z]+_[a-z0-9_]+\b/g)?.filter((name) => !functions.includes(name)) ?? [];
  const grouped = [...expr.matchAll(/\b(?:by|without) *\(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/, */));
  const chosen = [...expr.matchAll(/[{,] *(\w+) *[=!]~?/g)].map(([, label = '']) => label);
  return { names, labels: [...grouped, ...chosen] };
}

test('every query of the dashboard asks for figures that exist, and every panel says what it shows and in which unit', async () => {
  const file = new URL('../../../../../deploy/grafana-dashboard.json', import.meta.url);
  const dashboard = JSON.parse(await readFile(file, 'utf8')) as {
    panels: {
      title: string;
      type: string;
      fieldConfig?: { defaults?: { unit?: string } };
      targets?: { expr: string }[];
    }[];
  };
  const known = namesIn((await scrape()).text);
  for (const panel of dashboard.panels.filter(({ type }) => type !== 'row'))
    expect([panel.title, panel.fieldConfig?.defaults?.unit]).toEqual([expect.stringMatching(/./), expect.any(String)]);
  const queries = dashboard.panels.flatMap((panel) => panel.targets ?? []);
  expect(queries.length).toBeGreaterThan(10);
  for (const { expr } of queries) {
    const { names } = askedIn(expr);
    expect(names.length, expr).toBeGreaterThan(0);
    for (const name of names) expect([...known], expr).toContain(name);
  }
});

test('every alert asks for figures and labels that exist, and says what happened and what to do', async () => {
  const file = new URL('../../../../../deploy/prometheus-alerts.yaml', import.meta.url);
  const { groups } = parse(await readFile(file, 'utf8')) as {
    groups: {
      rules: {
        alert: string;
        expr: string;
        labels: Record<string, string>;
        annotations: { summary: string; description: string };
      }[];
    }[];
  };
  const { text } = await scrape();
  const known = namesIn(text);
  const rules = groups.flatMap((group) => group.rules);
  expect(rules.length).toBeGreaterThan(5);
  for (const { alert, expr, labels, annotations } of rules) {
    expect([alert, labels['severity']]).toEqual([alert, expect.stringMatching(/^(?:critical|warning|info)$/)]);
    expect([annotations.summary, annotations.description]).toEqual([expect.any(String), expect.any(String)]);
    // `up` is Prometheus' own, as are `job` and `instance`
    if (/^up\b/.test(expr)) continue;
    const asked = askedIn(expr);
    expect(asked.names.length, alert).toBeGreaterThan(0);
    const said = [...annotations.summary.matchAll(/\$labels\.(\w+)/g)].map(([, label = '']) => label);
    for (const name of asked.names) {
      expect([...known], alert).toContain(name);
      for (const label of [...asked.labels, ...said].filter((each) => each !== 'instance' && each !== 'source'))
        expect(text, `${alert}: ${label}`).toMatch(new RegExp(`^${name}\\{(?:.*,)?${label}="`, 'm'));
    }
  }
});
