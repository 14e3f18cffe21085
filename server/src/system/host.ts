import { readFile, statfs } from 'node:fs/promises';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { nearestFolder } from '#platform/files';

/** Figures of the machine: bytes, percent (0–100), seconds of processor time. What the system does not tell is `null`. */
export interface HostStats {
  readonly cpu: { percent: number; cores: number; idle: number; user: number; system: number };
  readonly memory: { total: number; available: number; percent: number; used: number; free: number };
  readonly disk: { total: number; used: number; free: number; percent: number };
  readonly network: {
    bytes_sent: number | null;
    bytes_recv: number | null;
    packets_sent: number | null;
    packets_recv: number | null;
  };
}

/** How long the processors are watched for `cpu.percent`, in milliseconds. */
const watchedMs = 100;

const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10);

function processorTime() {
  const sum = { idle: 0, user: 0, system: 0, all: 0 };
  for (const { times } of os.cpus()) {
    sum.idle += times.idle;
    sum.user += times.user + times.nice;
    sum.system += times.sys + times.irq;
    sum.all += times.idle + times.user + times.nice + times.sys + times.irq;
  }
  return sum;
}

/** Memory that programs could still get: what Linux says, elsewhere what is free. */
async function availableMemory(): Promise<number> {
  const text = await readFile('/proc/meminfo', 'utf8').catch(() => '');
  const kilobytes = /^MemAvailable:\s+(\d+) kB/m.exec(text)?.[1];
  return kilobytes === undefined ? os.freemem() : Number(kilobytes) * 1024;
}

/** Sums of all interfaces but loopback, from `/proc/net/dev`; only Linux tells them. */
async function networkCounters(): Promise<HostStats['network']> {
  const text = await readFile('/proc/net/dev', 'utf8').catch(() => null);
  if (text === null) return { bytes_sent: null, bytes_recv: null, packets_sent: null, packets_recv: null };
  const sum = { bytes_sent: 0, bytes_recv: 0, packets_sent: 0, packets_recv: 0 };
  for (const line of text.split('\n').slice(2)) {
    const [name, figures] = line.split(':', 2);
    if (figures === undefined || name?.trim() === 'lo') continue;
    const columns = figures.trim().split(/\s+/).map(Number);
    sum.bytes_recv += columns[0] ?? 0;
    sum.packets_recv += columns[1] ?? 0;
    sum.bytes_sent += columns[8] ?? 0;
    sum.packets_sent += columns[9] ?? 0;
  }
  return sum;
}

/** Looks at the machine; takes a tenth of a second. `disk` is the one that holds `folder` or will. */
export async function hostStats(folder: string): Promise<HostStats> {
  const before = processorTime();
  await sleep(watchedMs);
  const after = processorTime();
  const spent = after.all - before.all;
  const [available, network, disk] = await Promise.all([
    availableMemory(),
    networkCounters(),
    statfs(await nearestFolder(folder)),
  ]);
  const total = os.totalmem();
  const free = os.freemem();
  const diskTotal = disk.blocks * disk.bsize;
  const diskFree = disk.bavail * disk.bsize;
  const diskUsed = (disk.blocks - disk.bfree) * disk.bsize;
  const seconds = (ms: number): number => Math.round(ms / 100) / 10;
  return {
    cpu: {
      percent: percentOf(spent - (after.idle - before.idle), spent),
      cores: os.cpus().length,
      idle: seconds(after.idle),
      user: seconds(after.user),
      system: seconds(after.system),
    },
    memory: { total, available, percent: percentOf(total - available, total), used: total - available, free },
    disk: { total: diskTotal, used: diskUsed, free: diskFree, percent: percentOf(diskUsed, diskUsed + diskFree) },
    network,
  };
}
