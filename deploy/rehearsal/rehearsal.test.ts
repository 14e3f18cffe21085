import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Built, build, type Run } from './build.ts';
import { stagesOf } from './dockerfile.ts';
import { linkTree } from './links.ts';
import { NotStarted, startBuilt } from './start.ts';

/**
 * There is no container engine on every machine, so the Dockerfile is followed step by step into a folder, and what comes out is started. Only what takes minutes or the
 * network comes from this checkout: the packages that the lock file calls production, and the built page. `node deploy/rehearsal/main.ts` does these, too.
 */

const isRoot = process.getuid?.() === 0;
/** Somebody whom every system knows, and who is not us. */
const owner = { PUID: '65534', PGID: '65534' };
/** Reached from this machine only; the image itself listens to everybody. */
const atHome = { HOST: '127.0.0.1', FEATURE_REQUIRE_AUTH: 'true' };
let into: string;
let built: Built;

interface Locked {
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
  readonly peerDependenciesMeta?: Record<string, { readonly optional?: boolean }>;
}

/** Folders of everything that a workspace needs to run, as Node would find it, by the lock file. */
function packagesOf(workspace: string): string[] {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
  const found = new Set<string>();
  const visit = (from: string): void => {
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = packages[from] ?? {};
    const peers = Object.keys(peerDependencies ?? {}).filter((name) => peerDependenciesMeta?.[name]?.optional !== true);
    for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) {
      // the nearest folder node_modules, from the package itself upwards
      let base = from;
      let path = `${base}/node_modules/${name}`;
      while (packages[path] === undefined && base !== '') {
        base = base.includes('/node_modules/') ? base.slice(0, base.lastIndexOf('/node_modules/')) : '';
        path = base === '' ? `node_modules/${name}` : `${base}/node_modules/${name}`;
      }
      if (packages[path] === undefined || found.has(path)) continue;
      found.add(path);
      visit(path);
    }
  };
  visit(workspace);
  return [...found];
}

/** Files that the image throws away. */
const thrownAway = /\.(?:map|d\.ts|d\.mts|d\.cts)$/;

const fromHere: Run = (command, { stage, dir, root }) => {
  if (stage === 'build' && command === 'node scripts/setup.mjs') {
    for (const path of ['web/dist', 'node_modules/redoc/bundles']) linkTree(path, join(dir, path));
  } else if (stage === 'packages' && command.startsWith('npm install ')) {
    expect(command).toContain('--omit=dev');
    for (const extension of ['*.map', '*.d.ts', '*.d.mts', '*.d.cts'])
      expect(command).toContain(`-name '${extension}'`);
    for (const path of packagesOf('server')) {
      // what lies within another package comes with it; what is for other systems is not here
      if (path.includes('/node_modules/') || !existsSync(path)) continue;
      linkTree(path, join(dir, path), (name) => !thrownAway.test(name));
    }
  } else if (stage === 'last' && command.startsWith('apt-get ')) {
    expect(command).toContain('mkdir /data');
    mkdirSync(join(root, 'data'));
  } else throw new Error(`The rehearsal does not know how to do "${command}".`);
};

beforeAll(() => {
  into = mkdtempSync(join(tmpdir(), 'harmony-image-'));
  chmodSync(into, 0o755);
  const ignore = readFileSync('.dockerignore', 'utf8');
  built = build({ stages: stagesOf(readFileSync('Dockerfile', 'utf8')), ignore, context: '.', into, run: fromHere });
});
afterAll(() => rmSync(into, { recursive: true, force: true }));

test('the image holds the program, the page and packages of production; no tests, no sources of the page, no secrets', () => {
  const inApp = (path: string): boolean => existsSync(join(built.root, 'app', path));
  for (const path of [
    'server/src/main.ts',
    'server/migrations',
    'web/dist/index.html',
    'node_modules/fastify',
    'LICENSE',
  ])
    expect(inApp(path), path).toBe(true);
  for (const path of [
    'web/src',
    'node_modules/vitest',
    'node_modules/typescript',
    'e2e',
    'scripts',
    '.env',
    'server/test',
  ])
    expect(inApp(path), path).toBe(false);
  const files = readdirSync(join(built.root, 'app/server'), { recursive: true, encoding: 'utf8' });
  expect(files.length).toBeGreaterThan(500);
  expect(files.filter((name) => name.endsWith('.test.ts'))).toEqual([]);
});

test('a file that is copied into a folder has its own name there, so that npm finds the workspaces', () => {
  const packages = join(into, 'packages', 'app');
  for (const path of ['package.json', 'package-lock.json', 'server/package.json', 'web/package.json'])
    expect(existsSync(join(packages, path)), path).toBe(true);
});

test('without a key it refuses to start, because it would listen to everybody', async () => {
  const start = startBuilt(built, owner);
  await expect(start).rejects.toBeInstanceOf(NotStarted);
  await expect(start).rejects.toMatchObject({ code: 78 });
  await expect(start).rejects.toThrow('HARMONY_API_KEYS');
});

test('with a key it becomes ready with nothing but its own packages, healthy, as the owner of the music, and stops cleanly', async () => {
  const key = 'key-of-the-rehearsal';
  const harmony = await startBuilt(built, { ...owner, ...atHome, HARMONY_API_KEYS: key });
  try {
    await harmony.health();
    const page = await fetch(harmony.url, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('<div id="root">');
    expect((await fetch(`${harmony.url}/api/v1/wishes`)).status).toBe(401);
    const asked = await fetch(`${harmony.url}/api/v1/integrations`, { headers: { 'x-api-key': key } });
    expect(asked.status).toBe(200);
    const data = statSync(join(built.root, 'data'));
    const who = readFileSync(`/proc/${harmony.pid}/status`, 'utf8');
    if (isRoot) {
      expect([data.uid, data.gid]).toEqual([65_534, 65_534]);
      expect(who).toMatch(/^Uid:\t65534\t65534\t65534\t65534$/m);
      expect(who).toMatch(/^Gid:\t65534\t/m);
      expect(who).toMatch(/^NoNewPrivs:\t1$/m);
    }
    expect(readdirSync(join(built.root, 'data'))).toContain('postgres');
  } finally {
    expect(await harmony.stop()).toBe(0);
  }
  await expect(harmony.health()).rejects.toThrow();
});
