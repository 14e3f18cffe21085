import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { problemCodes, problemReasons } from '../../server/src/http/index.ts';
import { settingGroups } from '../../server/src/settings.ts';
import { addressesIn, operationsOf, testsOf } from './calls.ts';
import { dependenciesOf, isAllowed } from './licences.ts';
import { problemsIn } from './problems.ts';
import { variablesOf, withoutTest } from './variables.ts';

const operations = operationsOf(JSON.parse(readFileSync('server/openapi.json', 'utf8')));
const plain = ({ method, path }: { method: string; path: string }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`;

describe('operations', () => {
  test('every one of the contract is in the OpenAPI document', () => {
    const contract = readFileSync('scripts/operations/contract.txt', 'utf8').trim().split('\n');
    expect(contract.length).toBeGreaterThan(150);
    const have = new Set(operations.map(plain));
    expect(contract.filter((each) => !have.has(each))).toEqual([]);
  });

  test('every one is called by a test over HTTP', () => {
    const written = addressesIn(['server/src', 'e2e']);
    expect(written.length).toBeGreaterThan(1000);
    expect(operations.length).toBeGreaterThan(250);
    expect(operations.filter((each) => testsOf(each, written, '/api/v1').length === 0).map(plain)).toEqual([]);
  });

  test('one that nobody calls would be noticed', () => {
    const about = { summary: '', statuses: [], scope: null };
    const calls = (method: string, path: string, text: string, around = text) =>
      testsOf({ ...about, method, path }, [{ file: 'a', path: text, around }], '/api/v1').length === 1;
    expect(calls('GET', '/api/v1/wishes/{id}', '/wishes/7')).toBe(true);
    expect(calls('GET', '/api/v1/wishes/{id}', '/api/v1/wishes/${x}?a=1')).toBe(true);
    expect(calls('GET', '/api/v1/wishes/{id}', '/wishes')).toBe(false);
    expect(calls('GET', '/api/v1/wishes/{id}', '/wishes/7/proof')).toBe(false);
    expect(calls('GET', '/api/v1/wishes/{id}', '/wishes/7', "house.delete('/wishes/7')")).toBe(false);
    expect(calls('DELETE', '/api/v1/wishes/{id}', '/wishes/7', "house.delete('/wishes/7')")).toBe(true);
    expect(calls('DELETE', '/api/v1/wishes/{id}', '/wishes/7', "house.get('/wishes/7')")).toBe(false);
    expect(calls('POST', '/plex/scrobble', '/plex/scrobble', "ask('POST', '/plex/scrobble')")).toBe(true);
  });
});

describe('problems', () => {
  const raised = problemsIn('server/src');

  test('every code that a route answers with is declared, with its status', () => {
    expect(raised.length).toBeGreaterThan(100);
    const known = problemCodes as Readonly<Record<string, { readonly statuses: readonly number[] }>>;
    const strange = raised.filter(({ code, status }) => known[code]?.statuses.includes(status) !== true);
    expect(strange).toEqual([]);
  });

  test('every reason that is written out in one is on the page, and none is there for nothing', () => {
    const used = new Set(raised.flatMap(({ reason }) => (reason === null ? [] : [reason])));
    expect([...used].toSorted()).toEqual(Object.keys(problemReasons).toSorted());
  });
});

describe('licences', () => {
  test('of all dependencies are on the list', () => {
    const dependencies = dependenciesOf(JSON.parse(readFileSync('package-lock.json', 'utf8')));
    expect(dependencies.length).toBeGreaterThan(200);
    expect(dependencies.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
  });

  test.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['MIT AND GPL-3.0', false],
    ['GPL-3.0', false],
    ['unknown', false],
    ['UNLICENSED', false],
  ])('%s is allowed: %s', (licence, yes) => expect(isAllowed(licence)).toBe(yes));
});

describe('variables', () => {
  test('every one is set by a test, or has a reason why there is nothing to see of it', () => {
    const variables = variablesOf(settingGroups, ['server/src', 'e2e', 'deploy']);
    expect(variables.length).toBeGreaterThan(390);
    expect(withoutTest(variables)).toEqual([]);
  });

  test('one that no test sets would be noticed', () => {
    const declared = { room: { key: { name: ['NOBODY', 'SETS', 'THIS'].join('_'), aliases: [] } } };
    expect(withoutTest(variablesOf(declared, ['server/src/settings']))).toEqual(['NOBODY_SETS_THIS']);
  });
});
