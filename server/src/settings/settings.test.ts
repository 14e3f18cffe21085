import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { setting } from '#platform/config';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createSettingsStore, type SettingsStore, storedValue, storedValues } from './index.ts';

let database: TestDatabase;
let store: SettingsStore;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.db.deleteFrom('settings').execute();
  await database.db.deleteFrom('settings_history').execute();
  store = createSettingsStore(database.db);
});

test('a change is read back and kept in the history, newest first', async () => {
  expect(await store.get('a')).toBeNull();
  await store.set('a', '1');
  await store.set('a', '2');
  await store.set('b', 'x');
  await store.set('a', '2');
  expect(await store.get('a')).toBe('2');
  const history = await store.history(10, 'a');
  expect(history.map(({ oldValue, newValue }) => [oldValue, newValue])).toEqual([
    ['1', '2'],
    [null, '1'],
  ]);
  expect(await store.history(1)).toMatchObject([{ key: 'b' }]);
});

test('a change of a transaction that is rolled back never was', async () => {
  await database.db
    .transaction()
    .execute(async (trx) => {
      await store.set('a', 'lost', trx);
      throw new Error('roll back');
    })
    .catch(() => undefined);
  expect(await store.get('a')).toBeNull();
  expect(await store.history(10)).toEqual([]);
});

test('changes at once form one unbroken chain', async () => {
  await Promise.all(Array.from({ length: 8 }, (_, n) => store.set('a', String(n))));
  const history = (await store.history(20, 'a')).toReversed();
  expect(history).toHaveLength(8);
  expect(history.map((change) => change.oldValue)).toEqual([null, ...history.slice(0, -1).map((c) => c.newValue)]);
});

test('counters of several writers add up, over text that is no number, too', async () => {
  await store.set('metrics.b', 'nonsense');
  const counts = new Map([
    ['metrics.a', 1],
    ['metrics.b', 2],
  ]);
  await Promise.all(Array.from({ length: 20 }, () => store.add(counts)));
  expect(await store.get('metrics.a')).toBe('20');
  expect(await store.get('metrics.b')).toBe('40');
  expect(await store.history(10, 'metrics.a')).toEqual([]);
});

test('lists by the beginning of the key, taking it as it is', async () => {
  await store.note(
    new Map([
      ['worker.sync.last_seen', 't'],
      ['workerXsync', 't'],
      ['a%', '1'],
    ]),
  );
  expect([...(await store.all('worker.')).keys()]).toEqual(['worker.sync.last_seen']);
  expect([...(await store.all('%')).keys()]).toEqual([]);
  expect((await store.all()).size).toBe(3);
});

test('a stored number wins over what was given, under its name or a former one; what it cannot be counts as nothing', async () => {
  const declared = setting.int({ name: 'MOST', aliases: ['FORMER_MOST'], default: 8, min: 1, max: 9, doc: '' });
  const most = storedValue(store, declared, 5);
  expect(await most()).toBe(5);
  await store.set('former_most', '3');
  expect(await most()).toBe(3);
  await store.set('MOST', '2');
  expect(await most()).toBe(2);
  await store.set('MOST', 'many');
  expect(await most()).toBe(3);
  await store.set('former_most', '10');
  expect(await most()).toBe(5);
});

test('several settings are read at once: what is stored of each, the rest as given', async () => {
  const declared = {
    most: setting.int({ name: 'SLICE_MOST', default: 8, doc: '' }),
    formats: setting.list({ name: 'SLICE_FORMATS', default: ['a'], doc: '' }),
    on: setting.bool({ name: 'SLICE_ON', default: true, doc: '' }),
  };
  const slice = storedValues(store, declared, { most: 5, formats: ['b'], on: true });
  expect(await slice()).toEqual({ most: 5, formats: ['b'], on: true });
  await store.set('SLICE_ON', 'false');
  await store.set('SLICE_FORMATS', 'c, d');
  await store.set('SLICE_MOST', 'many');
  expect(await slice()).toEqual({ most: 5, formats: ['c', 'd'], on: false });
  await store.set('SLICE_ON', null);
  expect(await slice()).toEqual({ most: 5, formats: ['c', 'd'], on: true });
});
