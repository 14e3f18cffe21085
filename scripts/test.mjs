// Runs every check and prints one closing line `N passed, N failed` that adds them all up.
// `npm test -- unit e2e` runs only the named checks. Absent programs make a check say "not run"; with CI set that counts as failed.
// In CI one or two files of tests that fail are run again by themselves: what passes then is named as FLAKY in the closing lines, to be mended, and stops nobody.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const node = process.execPath;
const tsc = 'node_modules/ts7/bin/tsc';
const artefacts = mkdtempSync(join(tmpdir(), 'harmony-test-'));

/** A check passes by its exit code; a suite counts its own tests through vitest's JSON report. `besideThePrevious`: neither needs the whole machine. */
const checks = [
  { name: 'format', repair: 'npm run format', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'] },
  {
    name: 'lint',
    repair: 'fix what is listed above',
    args: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--quiet', '.'],
  },
  { name: 'types', besideThePrevious: true, repair: 'fix what is listed above', args: [tsc, '-p', 'tsconfig.json'] },
  { name: 'types of the web page', repair: 'fix what is listed above', args: [tsc, '-p', 'web/tsconfig.json'] },
  {
    name: 'doors',
    besideThePrevious: true,
    repair: 'import through the door of the room, or move the code',
    args: ['scripts/doors.ts'],
  },
  { name: 'schema', repair: 'npm run schema', args: ['scripts/schema.ts', '--check'] },
  { name: 'documents', besideThePrevious: true, repair: 'npm run docs', args: ['scripts/documents.ts', '--check'] },
  { name: 'unused', repair: 'delete what nothing uses', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
  { name: 'unit', suite: true, args: ['node_modules/vitest/vitest.mjs', 'run'] },
  {
    name: 'web',
    suite: true,
    args: ['node_modules/vitest/vitest.mjs', 'run', '--root', 'web'],
  },
  { name: 'size', repair: 'load a part of the page later, or do without it', args: ['web/scripts/bundle-size.ts'] },
  {
    name: 'e2e',
    browser: true,
    suite: true,
    args: ['node_modules/vitest/vitest.mjs', 'run', '--config', 'e2e/vitest.config.ts'],
  },
  // the playlist of the demo from import to tagged files, checked; then the browser's journeys against that house
  {
    name: 'demo',
    // most of the time it waits for peers
    besideThePrevious: true,
    browser: true,
    suite: true,
    also: 1,
    args: ['scripts/demo.ts', '--once'],
    report: (file) => ['--browser-report', file],
  },
];

const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `No check named ${unknown.join(', ')}. There are: ${checks.map((check) => check.name).join(', ')}.\n`,
  );
  process.exit(2);
}

/** Runs a program of Node; `aside`: what it prints is kept until `show` is called. */
function run(args, aside = false) {
  const child = spawn(node, args, { stdio: aside ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
  const said = [];
  let shown = false;
  const take = (text) => (shown ? process.stdout.write(text) : said.push(text));
  if (aside) for (const stream of [child.stdout, child.stderr]) stream.on('data', take);
  return {
    code: new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1))),
    show: () => {
      shown = true;
      for (const text of said) process.stdout.write(text);
    },
  };
}

const reportOf = (check, again = '') => join(artefacts, `${check.name.replaceAll(' ', '-')}${again}.json`);
const reportersOf = (check, file) =>
  check.suite
    ? (check.report ?? ((path) => ['--reporter=default', '--reporter=json', `--outputFile=${path}`]))(file)
    : [];

function begin(check, aside) {
  const began = Date.now();
  const { code, show } = run([...check.args, ...reportersOf(check, reportOf(check))], aside);
  return { show, done: code.then((value) => ({ code: value, ms: Date.now() - began })) };
}

/** More files than these that fail are no accident. */
const mostDoubtful = 2;

let passed = 0;
let failed = 0;
let skipped = 0;
const lines = [];
const due = checks.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const early = new Map();
for (const [at, check] of due.entries()) {
  process.stdout.write(`\n── ${check.name}\n`);
  if (check.browser && !existsSync(chromium)) {
    skipped += 1;
    if (process.env.CI) failed += 1;
    lines.push(
      `NOT RUN ${check.name}: there is no Chromium at ${chromium} (apt-get install -y chromium, or set CHROMIUM_PATH)`,
    );
    continue;
  }
  const running = early.get(check) ?? begin(check, false);
  const next = due[at + 1];
  if (next?.besideThePrevious) early.set(next, begin(next, true));
  running.show();
  let { code, ms } = await running.done;
  const first = check.suite ? countsOf(reportOf(check)) : null;
  const doubtful = code !== 0 && process.env.CI && check.suite && !check.report ? failedFiles(reportOf(check)) : [];
  if (doubtful.length > 0 && doubtful.length <= mostDoubtful) {
    process.stdout.write(`\n── ${check.name}, again: ${doubtful.join(', ')}\n`);
    const again = Date.now();
    code = await run([...check.args, ...doubtful, ...reportersOf(check, reportOf(check, '-again'))]).code;
    ms += Date.now() - again;
    if (code === 0) {
      first.passed += first.failed;
      lines.push(`FLAKY  ${check.name}: ${first.failed} tests passed only when run again, in ${doubtful.join(', ')}`);
      first.failed = 0;
    }
  }
  const seconds = (ms / 1000).toFixed(1);
  if (check.suite) {
    const counts = first;
    passed += counts.passed + (code === 0 ? (check.also ?? 0) : 0);
    // A suite that broke without naming a failed test still failed.
    failed += code !== 0 && counts.failed === 0 ? 1 : counts.failed;
    skipped += counts.skipped;
    if (process.env.CI && counts.skipped > 0) failed += counts.skipped;
    lines.push(
      `${code === 0 ? 'ok    ' : 'FAILED'} ${check.name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} not run (${seconds} s)`,
    );
  } else {
    if (code === 0) passed += 1;
    else failed += 1;
    lines.push(
      `${code === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)${code === 0 ? '' : ` → ${check.repair}`}`,
    );
  }
}
rmSync(artefacts, { recursive: true, force: true });
process.stdout.write(`\n${lines.join('\n')}\n`);
if (skipped > 0)
  process.stdout.write(`${skipped} tests were not run because a program is absent (Chromium, ffmpeg …).\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

/** Files with a failed test, relative; none when there is no report to read. */
function failedFiles(report) {
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    return testResults.filter(({ status }) => status === 'failed').map(({ name }) => relative(process.cwd(), name));
  } catch {
    return [];
  }
}

function countsOf(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
