/**
 * `node --max-semi-space-size=1 bench/library-scan.ts`, with the flag of `npm start`: how long the scan of a music folder takes, and how much memory (issue 7: 100,000 files, a rescan with 10 changes
 * ≤ 2 s). Real MP3 files of one second with tags of their own, 12 to an album, written anew by each run; the embedded database; the
 * scan in this process as `serve` runs it. Ends with an error when the target is missed.
 *   --files N   how many (100000)   --dir PATH   where (default: the folder for temporary files)   --watch   also measure watching
 */
import { mkdir, mkdtemp, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createDuplicates } from '../server/src/library/duplicates/index.ts';
import { createFolderWatch } from '../server/src/library/scan/index.ts';
import { migrate, openDatabase } from '../server/src/platform/database/index.ts';
import { startEmbeddedPostgres } from '../server/src/platform/postgres/index.ts';
import { createScanHouse } from '../server/test/scan-house.ts';
import { makeAudio } from '../stand-ins/audio/index.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '100000' },
    dir: { type: 'string', default: tmpdir() },
    watch: { type: 'boolean', default: false },
  },
});
const count = Number(values.files);
const targetMs = 2000;
const silent = (): undefined => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const load = (): string =>
  `load ${loadavg()
    .map((each) => each.toFixed(1))
    .join(' ')} on ${availableParallelism()} cores`;
const pathOf = (n: number): string => {
  const album = Math.floor(n / 12);
  return `Artist ${Math.floor(album / 8)}/Album ${album}/${String((n % 12) + 1).padStart(2, '0')} - Song ${n}.mp3`;
};
const bytesOf = (n: number, title = `Song ${n}`): Buffer => {
  const album = Math.floor(n / 12);
  const tags = {
    title,
    artist: `Artist ${Math.floor(album / 8)}`,
    album: `Album ${album}`,
    track: String((n % 12) + 1),
    date: '2001',
  };
  return makeAudio({ format: 'mp3', durationMs: 1000, seed: 'bench', tags });
};

const dir = await mkdtemp(join(values.dir, 'harmony-bench-'));
const musicDir = join(dir, 'music');
const server = await startEmbeddedPostgres({
  dataDir: join(dir, 'postgres'),
  log,
  throwaway: true,
  onUnexpectedEnd: silent,
});
const { db, close } = openDatabase({ connection: server.connection, log });
const house = createScanHouse({ db, musicDir });
try {
  await migrate(db);
  const making = performance.now();
  for (let from = 0; from < count; from += 12) {
    await mkdir(join(musicDir, pathOf(from), '..'), { recursive: true });
    const album = Array.from({ length: Math.min(12, count - from) }, (_, n) => from + n);
    await Promise.all(album.map((n) => writeFile(join(musicDir, pathOf(n)), bytesOf(n))));
  }
  say(`${count} files made in ${seconds(performance.now() - making)}; ${load()}`);
  await measure('first scan');
  await measure('rescan, nothing changed');
  for (let n = 0; n < 4; n += 1) await writeFile(join(musicDir, pathOf(n * 1000)), bytesOf(n * 1000, `Changed ${n}`));
  for (let n = 0; n < 2; n += 1) await writeFile(join(musicDir, `New ${n}.mp3`), bytesOf(n, `New ${n}`));
  for (let n = 0; n < 2; n += 1) await unlink(join(musicDir, pathOf(n * 1000 + 500)));
  for (let n = 0; n < 2; n += 1) await rename(join(musicDir, pathOf(n * 1000 + 700)), join(musicDir, `Moved ${n}.mp3`));
  const took = await measure('rescan, 10 changes');
  await measure('rescan, nothing changed');
  const listing = performance.now();
  const duplicates = createDuplicates(db, () => false);
  await duplicates.timer.work(AbortSignal.timeout(600_000));
  say(`duplicates found in ${seconds(performance.now() - listing)}; ${load()}`);
  const paging = performance.now();
  const { total } = await duplicates.page(50, 0);
  say(`duplicates listed in ${seconds(performance.now() - paging)}: ${total}; ${load()}`);
  if (values.watch) await measureWatch();
  if (took > targetMs) {
    say(`MISSED: a rescan with 10 changes took ${seconds(took)}, the target is ${seconds(targetMs)}.`);
    process.exitCode = 1;
  }
} finally {
  await house.close();
  await close();
  await server.stop();
  await rm(dir, { recursive: true, force: true });
}

/** One scan: time, largest memory of the process meanwhile, longest stop of the event loop, and what was found. */
async function measure(name: string): Promise<number> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const looking = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const turns = watchTurns();
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const run = await house.scan();
  const took = performance.now() - begun;
  const { longest, over } = turns.stop();
  const { user, system } = process.cpuUsage(cpu);
  delay.disable();
  clearInterval(looking);
  const { seen, read, added, changed, moved, vanished, failed } = run;
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
  say(
    `${name}: a turn of the event loop computed ${longest.toFixed(1)} ms at most, ${over} of them more than 20 ms (waiting for a core not counted)`,
  );
  say(
    `${name}: ${seconds(took)} (${seconds((user + system) / 1000)} of a core in this process, the database's not counted); memory ${megabytes(before)} → at most ${megabytes(peak)}; event loop held up at most ${(delay.max / 1e6).toFixed(0)} ms, ` +
      `99.9 % below ${(delay.percentile(99.9) / 1e6).toFixed(0)} ms; ${JSON.stringify({ status: run.status, seen, read, added, changed, moved, vanished, failed })}; ${load()}`,
  );
  return took;
}

/** How long the main thread computes between two turns of the event loop, in milliseconds; what it waits for a core meanwhile does not count. */
function watchTurns() {
  const now = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let [last, longest, over, on] = [now(), 0, 0, true];
  const turn = (): void => {
    const took = now() - last;
    longest = Math.max(longest, took);
    if (took > 20) over += 1;
    last = now();
    if (on) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    stop() {
      on = false;
      return { longest, over };
    },
  };
}

/** How long it takes until everything is watched, what it costs, and how soon a new file is told. */
async function measureWatch(): Promise<void> {
  const told = Promise.withResolvers<void>();
  let ready = false;
  const before = process.memoryUsage.rss();
  const begun = performance.now();
  const watch = createFolderWatch({
    musicDir,
    skip: () => [],
    delayMs: 100,
    onChange: async () => (ready ? told.resolve() : undefined),
    onFault: (error) => say(String(error)),
  });
  watch.start();
  while (watch.state().state === 'off' || watch.state().state === 'starting') await pause(10);
  const took = performance.now() - begun;
  const info = await readFile('/proc/sys/fs/inotify/max_user_watches', 'utf8').catch(() => '?');
  say(
    `watching ${JSON.stringify(watch.state())} after ${seconds(took)}; memory +${Math.round((process.memoryUsage.rss() - before) / 1e6)} MB; max_user_watches ${info.trim()}`,
  );
  await pause(500);
  ready = true;
  const changing = performance.now();
  await writeFile(join(musicDir, 'Artist 1/late.mp3'), bytesOf(1));
  await Promise.race([told.promise, pause(10_000)]);
  say(
    `a new file was told after ${seconds(performance.now() - changing)} (100 ms of it are the quiet that is waited for)`,
  );
  await watch.stop();
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
