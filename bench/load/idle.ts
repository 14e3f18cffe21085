/** A program that does nothing but look how late its timers are: what the machine does to everybody. When it is told to end, it prints p99 and longest in milliseconds. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const late = monitorEventLoopDelay({ resolution: 10 });
late.enable();
const stay = setInterval(() => undefined, 60_000);
process.once('SIGTERM', () => {
  clearInterval(stay);
  process.stdout.write(`${JSON.stringify([late.percentile(99) / 1e6, late.max / 1e6])}\n`);
});
process.stdout.write('ready\n');
