// Prepares a checkout before `npm start` or `npm test`: installs what the lock file says and builds the web page, both only when needed.
// Runs on the machine's own Node.js (20.19 or newer), before anything is installed; everything else runs on the Node 24 that is installed here.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

function say(text) {
  process.stdout.write(`harmony: ${text}\n`);
}

function fail(text) {
  process.stderr.write(`harmony: ${text}\n`);
  process.exit(1);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  fail(`Node.js 20.19 or newer is needed to set up; this is ${process.versions.node}.`);

function hashOf(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort())
        if (name !== 'node_modules' && name !== 'dist') visit(join(path, name));
    } else {
      hash.update(path).update('\0').update(readFileSync(path));
    }
  };
  for (const path of paths) visit(path);
  return hash.digest('hex');
}

function run(command, args, what) {
  const began = Date.now();
  const done = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (done.status !== 0) fail(`${what} failed. What it printed above says why; fix that and start again.`);
  return ((Date.now() - began) / 1000).toFixed(1);
}

function upToDate(stamp, hash) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === hash;
}

const installStamp = 'node_modules/.harmony-installed';
const installHash = hashOf(['package.json', 'package-lock.json', '.npmrc', 'server/package.json', 'web/package.json']);
if (!upToDate(installStamp, installHash)) {
  say('installing packages (once; about 200 MB, half a minute on a good line) …');
  // Not `npm ci`: it insists on lock entries for the binaries of every platform, and a registry mirror may hold only some of them.
  // `install --no-save` takes the locked versions and leaves the lock file alone.
  const flags = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional'];
  const seconds = run('npm', ['install', ...flags], 'Installing');
  writeFileSync(installStamp, `${installHash}\n`);
  say(`packages installed in ${seconds} s.`);
  // Loads the program once, so that the compile cache is filled: the first real start is then as quick and small as any later one.
  spawnSync('node_modules/.bin/node', ['--max-semi-space-size=4', 'server/src/main.ts', 'help'], { stdio: 'ignore' });
}

const node = process.platform === 'win32' ? 'node_modules/node/bin/node.exe' : 'node_modules/.bin/node';
const buildStamp = 'web/dist/.built-from';
const buildHash = hashOf(['web', 'package-lock.json']);
if (!upToDate(buildStamp, buildHash)) {
  say('building the web page …');
  rmSync('web/dist', { recursive: true, force: true });
  const seconds = run(
    node,
    ['node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel', 'warn'],
    'Building the web page',
  );
  mkdirSync('web/dist', { recursive: true });
  writeFileSync(buildStamp, `${buildHash}\n`);
  say(`web page built in ${seconds} s.`);
}
