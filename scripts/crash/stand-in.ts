/**
 * The stand-in of the crash test: the demo's network behind a daemon that has bad days. Every now and then some requests get 429, 500, a web
 * page, cut JSON, no answer or a broken connection, or the daemon restarts by itself. SIGUSR2 ends the bad days.
 *   node scripts/crash/stand-in.ts <dir> <port> <seed> <faults: yes|no>
 */
import { createSlskdStandIn, type HttpFault } from '../../stand-ins/slskd/index.ts';
import { world } from '../../stand-ins/worlds/demo.ts';
import { seeded } from './random.ts';

const [dir = '', port = '0', seed = '1', faults = 'no'] = process.argv.slice(2);
const everyMs = 2500;
const random = seeded(Number(seed));
const kinds: readonly HttpFault[] = [
  { kind: 'status', status: 429, body: 'Only one concurrent operation is permitted. Wait until the previous one ends' },
  { kind: 'status', status: 500, body: 'The wait timed out' },
  { kind: 'html' },
  { kind: 'truncated-json' },
  { kind: 'delay', ms: 1500 },
  { kind: 'reset' },
  { kind: 'answer-lost' },
];

const standIn = createSlskdStandIn({ world, dir, port: Number(port), timeScale: 8 });
const url = await standIn.start();
process.stdout.write(`${JSON.stringify({ url, apiKey: standIn.apiKey, downloads: standIn.downloads })}\n`);

async function badLuck(): Promise<void> {
  if (random() < 0.05) return await standIn.control.restart(300);
  const fault = kinds[Math.floor(random() * kinds.length)];
  if (fault !== undefined) standIn.control.fault({ fault, times: 1 + Math.floor(random() * 4) });
}
const timer =
  faults === 'yes'
    ? setInterval(() => {
        badLuck().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
      }, everyMs)
    : undefined;
process.on('SIGUSR2', () => {
  clearInterval(timer);
  standIn.control.clearFaults();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void standIn.stop().then(() => process.exit(0)));
