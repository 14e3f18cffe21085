/**
 * `node bench/watch-year.ts [--artists N]`: a year of watching 200 artists, with real HTTP against the stand-in of MusicBrainz, a real database and a moved clock; the process is
 * replaced every ten days in the middle of its work and the service fails every seventeenth. Ends with an error when a release is late, missed or wished twice.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { artists: { type: 'string', default: '200' } } });

const run = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'server/src/watch/year.test.ts', '--disable-console-intercept'],
  { env: { ...process.env, HARMONY_WATCH_YEAR: values.artists }, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
);
const line = /^YEAR (\{.*\})$/m.exec(run.stdout)?.[1];
if (line !== undefined) {
  const { late, missed, ...figures } = JSON.parse(line) as Record<string, unknown> & {
    late: string[];
    missed: string[];
  };
  const rows = Object.entries({ ...figures, late: late.length, missed: missed.length });
  process.stdout.write(
    `| figure | value |\n|---|---|\n${rows.map(([name, value]) => `| ${name} | ${String(value)} |`).join('\n')}\n`,
  );
  for (const each of [...late, ...missed].slice(0, 20)) process.stdout.write(`${each}\n`);
}
if (run.status !== 0) process.stderr.write(run.stdout.slice(-4000) + run.stderr.slice(-2000));
process.exitCode = run.status ?? 1;
