/**
 * Follows the Dockerfile for real, without a container engine: `node deploy/rehearsal/main.ts [FOLDER]`. Every stage becomes a folder, every RUN runs in it (npm and the build of
 * the page included), the result is started, asked for its health and stopped. Only system packages are not installed. Takes a minute or two; ends with 1 when something is wrong.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, type Run } from './build.ts';
import { stagesOf } from './dockerfile.ts';
import { startBuilt } from './start.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const forReal: Run = (command, { stage, dir, root }) => {
  say(`${stage}: RUN ${command}`);
  if (!command.startsWith('apt-get ')) {
    const PATH = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
    execFileSync('sh', ['-c', command], { cwd: dir, stdio: 'inherit', env: { ...process.env, PATH } });
    return;
  }
  say('  system packages: not installed here; /data is made');
  mkdirSync(join(root, 'data'));
};

const given = process.argv[2];
const into = given ?? mkdtempSync(join(tmpdir(), 'harmony-image-'));
mkdirSync(into, { recursive: true });
chmodSync(into, 0o755);
try {
  const stages = stagesOf(readFileSync('Dockerfile', 'utf8'));
  const ignore = readFileSync('.dockerignore', 'utf8');
  const built = build({ stages, ignore, context: '.', into, run: forReal });
  say(execFileSync('du', ['-sh', join(built.root, 'app')], { encoding: 'utf8' }).trim());
  const key = { HOST: '127.0.0.1', HARMONY_API_KEYS: 'key-of-the-rehearsal', PUID: '65534', PGID: '65534' };
  const harmony = await startBuilt(built, key);
  await harmony.health();
  say(`healthy on ${harmony.url}`);
  const code = await harmony.stop();
  say(`ended with ${code}`);
  process.exitCode = code === 0 ? 0 : 1;
} finally {
  if (given === undefined) rmSync(into, { recursive: true, force: true });
}
