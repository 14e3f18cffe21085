import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

/** What one server did. */
export interface Figures {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p99: number;
  /** Processor time of the server's own process for each answer, in microseconds. */
  readonly cpuUs: number;
  /** Errors, timeouts, and answers that are neither 200 nor 304. */
  readonly failed: number;
}

/** A server to ask. */
export interface Asked {
  readonly url: string;
  readonly pid: number;
}

/** Asks each of them in turns, `rounds` times for `seconds`, with 50 connections. */
export async function compare(
  servers: readonly Asked[],
  headers: Record<string, string>,
  rounds: number,
  seconds: number,
): Promise<Figures[]> {
  const sums = servers.map(() => ({ answers: 0, p99: 0, cpuUs: 0, failed: 0 }));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, server] of servers.entries()) {
      const sum = sums[index];
      if (sum === undefined) continue;
      const before = cpuUs(server.pid);
      const result = await autocannon({ url: server.url, connections: 50, duration: seconds, headers });
      sum.cpuUs += cpuUs(server.pid) - before;
      sum.answers += result.requests.total;
      sum.p99 += result.latency.p99 / rounds;
      sum.failed += result.errors + result.timeouts + result['4xx'] + result['5xx'];
    }
  }
  return sums.map((sum) => ({
    perSecond: sum.answers / (rounds * seconds),
    p99: sum.p99,
    cpuUs: sum.cpuUs / Math.max(1, sum.answers),
    failed: sum.failed,
  }));
}

/** User and system time of a process, in microseconds. */
function cpuUs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}
