import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createMusicBrainzStandIn, type World } from './index.ts';

const { values } = parseArgs({
  options: {
    world: { type: 'string' },
    port: { type: 'string', default: '0' },
    'interval-ms': { type: 'string', default: '1000' },
  },
});

if (values.world === undefined) {
  process.stderr.write('usage: node main.ts --world FILE.(json|ts) [--port N] [--interval-ms N]\n');
  process.exit(2);
}
const world = values.world.endsWith('.json')
  ? (JSON.parse(readFileSync(values.world, 'utf8')) as World)
  : ((await import(pathToFileURL(resolve(values.world)).href)) as { world: World }).world;
const standIn = createMusicBrainzStandIn({ world, intervalMs: Number(values['interval-ms']) });
process.stdout.write(`${JSON.stringify({ url: await standIn.start(Number(values.port)) })}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void standIn.stop().then(() => process.exit(0)));
}
