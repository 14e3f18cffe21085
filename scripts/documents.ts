/**
 * Writes, or with `--check` compares, everything that is generated from the code: `.env.example`, `docs/configuration.md`, `docs/operations.md`,
 * `docs/problems.md`, `docs/licences.md`, `server/openapi.json` and the web client's types.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { describeApi } from '../server/src/compose/describe.ts';
import { problemCodes, problemReasons } from '../server/src/http/index.ts';
import { configurationPage, envExample } from '../server/src/platform/config/index.ts';
import { settingGroups } from '../server/src/settings.ts';
import { addressesIn, operationsOf, testsOf } from './operations/calls.ts';
import { dependenciesOf, licencesPage } from './operations/licences.ts';
import { operationsPage, problemsPage } from './operations/pages.ts';
import { problemsIn } from './operations/problems.ts';

const openApi = `${JSON.stringify(await describeApi(), null, 2)}\n`;
const clientTypes = astToString(await openapiTypescript(openApi, { alphabetize: true }));
const written = addressesIn(['server/src', 'e2e']);
const operations = operationsOf(JSON.parse(openApi)).map((each) => ({
  ...each,
  tests: testsOf(each, written, '/api/v1'),
}));
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const header = '// Generated from server/openapi.json by `npm run docs`. Do not edit.\n\n';

const documents: Record<string, string> = {
  '.env.example': envExample(settingGroups),
  'docs/configuration.md': configurationPage(settingGroups),
  'docs/operations.md': operationsPage(operations),
  'docs/problems.md': problemsPage(problemCodes, problemReasons, problemsIn('server/src')),
  'docs/licences.md': licencesPage(dependenciesOf(lock)),
  'server/openapi.json': openApi,
  'web/src/api/schema.generated.ts': header + clientTypes,
};

const check = process.argv.includes('--check');
let stale = 0;
for (const [path, text] of Object.entries(documents)) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  stale += 1;
  if (check) process.stdout.write(`${path} is not what the code says. Repair: npm run docs\n`);
  else {
    writeFileSync(path, text);
    process.stdout.write(`${path} written.\n`);
  }
}
process.exitCode = check && stale > 0 ? 1 : 0;
