/**
 * Writes, or with `--check` compares, everything that is generated from the code: `.env.example`, `docs/configuration.md`,
 * `server/openapi.json` and the web client's types.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { describeApi } from '../server/src/compose/describe.ts';
import { configurationPage, envExample } from '../server/src/platform/config/index.ts';
import { settingGroups } from '../server/src/settings.ts';

const openApi = `${JSON.stringify(await describeApi(), null, 2)}\n`;
const clientTypes = astToString(await openapiTypescript(openApi, { alphabetize: true }));
const header = '// Generated from server/openapi.json by `npm run docs`. Do not edit.\n\n';

const documents: Record<string, string> = {
  '.env.example': envExample(settingGroups),
  'docs/configuration.md': configurationPage(settingGroups),
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
