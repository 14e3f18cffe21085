/**
 * `node bench/autosync-year.ts [--tracks N]`: a year of auto-sync, with real HTTP against the stand-in of Spotify, a real database and a moved clock; lists change, wishes are met or
 * fail, the process is killed every nine days in the middle of a run and Spotify's daily limit ends every thirteenth. Ends with an error when a wish is missed or doubled.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { tracks: { type: 'string', default: '400' } } });

const run = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'server/src/autosync/year.test.ts', '--disable-console-intercept'],
  { env: { ...process.env, HARMONY_AUTOSYNC_YEAR: values.tracks }, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
);
const line = /^YEAR (\{.*\})$/m.exec(run.stdout)?.[1];
if (line !== undefined) {
  const rows = Object.entries(JSON.parse(line) as Record<string, unknown>);
  const cells = rows.map(([name, value]) => `| ${name} | ${JSON.stringify(value)} |`);
  process.stdout.write(`| figure | value |\n|---|---|\n${cells.join('\n')}\n`);
}
if (run.status !== 0) process.stderr.write(run.stdout.slice(-4000) + run.stderr.slice(-2000));
process.exitCode = run.status ?? 1;
