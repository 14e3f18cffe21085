import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { createPolicies, pauseAfter } from './policy.ts';
import { readPriorities } from './priorities.ts';

const types = ['search', 'match', 'download'];

function policies(...sources: Record<string, string>[]) {
  const faults: string[] = [];
  const made = createPolicies({
    types,
    sources: sources.map((source) => async () => source),
    reloadMs: 0,
    onFault: (sentence) => faults.push(sentence),
  });
  return { ...made, faults };
}

test('pauses are quick at first, then long, and never above 64 times the base', async () => {
  const policy = await policies({}).of('search');
  const middle = (): number => 0.5;
  expect([1, 2, 3, 4, 5, 8, 9, 12].map((attempt) => pauseAfter(policy, attempt, middle))).toEqual([
    1, 1, 60, 120, 240, 1920, 3840, 3840,
  ]);
  expect(pauseAfter(policy, 3, () => 0)).toBe(48);
  expect(pauseAfter(policy, 3, () => 1)).toBe(72);
  expect(policy.maxRetries).toBe(10);
});

test('a rule of the type wins over the general one, by its present and its former name', async () => {
  const made = policies({ RETRY_MAX_ATTEMPTS: '4', RETRY_SYNC_MAX_ATTEMPTS: '2', RETRY_MATCH_BASE_SECONDS: '7' });
  expect((await made.of('download')).maxRetries).toBe(2);
  expect((await made.of('search')).maxRetries).toBe(4);
  expect((await made.of('match')).baseSeconds).toBe(7);
});

test('stored settings win over the environment; jitter above one is percent', async () => {
  const made = policies({ RETRY_BASE_SECONDS: '5', RETRY_JITTER_PCT: '30' }, { RETRY_BASE_SECONDS: '9' });
  expect(await made.of('search')).toMatchObject({ baseSeconds: 9, jitter: 0.3, quickJitter: 0.2 });
});

test('what cannot be read is told once and leaves the rest in force', async () => {
  const made = policies({ RETRY_MAX_ATTEMPTS: 'many', RETRY_BASE_SECONDS: '5' });
  expect(await made.of('search')).toMatchObject({ maxRetries: 10, baseSeconds: 5 });
  await made.of('search');
  expect(made.faults).toHaveLength(1);
  expect(made.faults[0]).toContain('RETRY_MAX_ATTEMPTS');
});

test('a changed .env is in force after the reload time, and not before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'policy-'));
  const file = join(folder, '.env');
  let time = 0;
  writeFileSync(file, 'RETRY_SEARCH_MAX_ATTEMPTS=1\n');
  const made = createPolicies({
    types,
    sources: [async () => parseEnv(readFileSync(file, 'utf8'))],
    reloadMs: 10_000,
    onFault: () => undefined,
    now: () => time,
  });
  expect((await made.of('search')).maxRetries).toBe(1);
  writeFileSync(file, 'RETRY_SEARCH_MAX_ATTEMPTS=5\n');
  time = 9999;
  expect((await made.of('search')).maxRetries).toBe(1);
  time = 10_000;
  expect((await made.of('search')).maxRetries).toBe(5);
  rmSync(file);
  time = 20_000;
  expect((await made.of('search')).maxRetries).toBe(5);
  rmSync(folder, { recursive: true });
});

test('priorities are read from JSON before CSV, with former names, ignoring unknown types', () => {
  const read = (priorityJson: string | null, priorityCsv: string | null) =>
    readPriorities({ priorityJson, priorityCsv }, types);
  expect([...read('{"sync":7,"watchlist":3}', 'match:1').priorities]).toEqual([['download', 7]]);
  expect([...read(null, 'sync:100, matching:90,retry:80,watchlist:50').priorities]).toEqual([
    ['download', 100],
    ['match', 90],
    ['search', 80],
  ]);
  expect(read('{"sync"', null).warnings).toHaveLength(1);
  expect(read('[1]', null).warnings).toHaveLength(1);
  expect(read(null, 'match:high,search:').warnings).toHaveLength(2);
});

const defaults = [1, 1, 60, 120];
test.each([
  ['nothing', {}, defaults],
  ['EXTERNAL_RETRY_MAX: how many tries come quickly', { EXTERNAL_RETRY_MAX: '1' }, [60, 120, 240, 480]],
  ['EXTERNAL_BACKOFF_BASE_MS: the first quick pause', { EXTERNAL_BACKOFF_BASE_MS: '4000' }, [4, 8, 60, 120]],
  ['RETRY_BASE_SECONDS: the first long pause', { RETRY_BASE_SECONDS: '10' }, [1, 1, 10, 20]],
  ['RETRY_SEARCH_BASE_SECONDS: that of one type', { RETRY_SEARCH_BASE_SECONDS: '7' }, [1, 1, 7, 14]],
  ['RETRY_MATCH_BASE_SECONDS: that of another type', { RETRY_MATCH_BASE_SECONDS: '7' }, defaults],
])('the pauses are those of %s', async (_name, env, pauses) => {
  const policy = await policies(env).of('search');
  expect([1, 2, 3, 4].map((attempt) => pauseAfter(policy, attempt, () => 0.5))).toEqual(pauses);
});

test.each([
  ['EXTERNAL_JITTER_PCT, in percent', { EXTERNAL_BACKOFF_BASE_MS: '10000', EXTERNAL_JITTER_PCT: '50' }, 1, [5, 15]],
  ['EXTERNAL_JITTER_PCT, as a factor', { EXTERNAL_BACKOFF_BASE_MS: '10000', EXTERNAL_JITTER_PCT: '0.1' }, 1, [9, 11]],
  ['RETRY_JITTER_PCT, as a factor', { RETRY_JITTER_PCT: '0.5' }, 3, [30, 90]],
  ['RETRY_JITTER_PCT, in percent', { RETRY_JITTER_PCT: '10' }, 3, [54, 66]],
  ['RETRY_SEARCH_JITTER_PCT, that of one type', { RETRY_SEARCH_JITTER_PCT: '0' }, 3, [60, 60]],
])('pauses differ by %s', async (_name, env, attempt, [least, most]) => {
  const policy = await policies(env).of('search');
  expect(pauseAfter(policy, attempt, () => 0)).toBe(least);
  expect(pauseAfter(policy, attempt, () => 1)).toBe(most);
});

test.each([
  ['RETRY_MAX_ATTEMPTS', { RETRY_MAX_ATTEMPTS: '4' }, { maxRetries: 4, timeoutSeconds: null }],
  ['RETRY_SEARCH_MAX_ATTEMPTS', { RETRY_MAX_ATTEMPTS: '4', RETRY_SEARCH_MAX_ATTEMPTS: '0' }, { maxRetries: 0 }],
  ['RETRY_TIMEOUT_SECONDS', { RETRY_TIMEOUT_SECONDS: '9' }, { timeoutSeconds: 9 }],
  [
    'RETRY_SEARCH_TIMEOUT_SECONDS',
    { RETRY_TIMEOUT_SECONDS: '9', RETRY_SEARCH_TIMEOUT_SECONDS: '3' },
    { timeoutSeconds: 3 },
  ],
])('the limits are those of %s', async (_name, env, limits) => {
  expect(await policies(env).of('search')).toMatchObject(limits);
});
