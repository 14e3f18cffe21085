import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { importFile } from '../../scripts/demo/api.ts';
import { demoEnvironment, newRoot, startHarmony, startStandIn } from '../../scripts/demo/house.ts';
import type { Child } from '../../scripts/demo/processes.ts';
import { toExportify } from '../../stand-ins/worlds/playlist.ts';

/** Harmony as a process of its own, beside a stand-in of slskd with slow peers. */
export interface BusyHouse {
  readonly url: string;
  readonly pid: number;
  /** Where a debugger is let in. */
  readonly debugger: string;
  /** How many downloads are under way now. */
  underWay(): Promise<number>;
  close(): Promise<void>;
}

/** Imports `tracks` tracks and answers as soon as `active` of them are on their way, or after some minutes with what there is. `transferS`: seconds of each. */
export async function openBusyHouse(options: {
  readonly tracks: number;
  readonly active: number;
  readonly transferS: number;
  /** Whether the first downloads end one after the other within that time, instead of all together at its end. */
  readonly steady?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}): Promise<BusyHouse> {
  const root = await newRoot();
  const children: Child[] = [];
  const close = async (): Promise<void> => {
    for (const child of children.toReversed()) await child.stop();
    await rm(root, { recursive: true, force: true });
  };
  try {
    // simulated time at the stand-in runs ten times faster
    process.env['BENCH_TRACKS'] = String(options.tracks);
    process.env['BENCH_TRANSFER_S'] = String(options.transferS * 10);
    process.env['BENCH_UNDER_WAY'] = String(options.steady === true ? options.active : 0);
    const { tracks } = await import('./world.ts');
    const slskd = await startStandIn(root, 'bench/load/world.ts', 0);
    children.push(slskd);
    const harmony = await startHarmony({
      ...demoEnvironment(root, slskd.answer, 0),
      SLSKD_POLL_MS: '1000',
      SEARCH_BUDGET_COUNT: '10000',
      DOWNLOAD_MAX_ACTIVE: String(options.active),
      DOWNLOAD_PER_PEER: '1000',
      DOWNLOAD_STALL_S: '600',
      NODE_OPTIONS: '--inspect=127.0.0.1:0',
      ...options.env,
    });
    children.push(harmony);
    const inside = await harmony.line((line) => /^Debugger listening on (ws:\S+)/.exec(line)?.[1] ?? null);
    const pid = harmony.process.pid;
    if (pid === undefined) throw new Error('Harmony has no process.');
    const list = join(root, 'list.csv');
    await writeFile(list, toExportify(tracks));
    await importFile(harmony.url, list);
    const underWay = async (): Promise<number> => {
      const answer = await fetch(`${harmony.url}/api/v1/downloads/stats`);
      return ((await answer.json()) as { downloading: number }).downloading;
    };
    for (const end = Date.now() + 400_000; (await underWay()) < options.active && Date.now() < end; ) await sleep(500);
    return { url: harmony.url, pid, debugger: inside, underWay, close };
  } catch (error) {
    await close();
    throw error;
  }
}
