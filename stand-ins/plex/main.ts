import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { serveCalls } from '../remote-control.ts';
import { createPlexStandIn, createPlexTvStandIn, type World } from './index.ts';

const { values } = parseArgs({
  options: {
    world: { type: 'string' },
    folder: { type: 'string' },
    'plex-path': { type: 'string', default: '/data/music' },
    port: { type: 'string', default: '0' },
    token: { type: 'string', default: 'plex-token-of-the-stand-in' },
    'scan-ms': { type: 'string', default: '500' },
  },
});

async function worldOf(): Promise<World> {
  const { world, folder } = values;
  if (world !== undefined && world.endsWith('.json')) return JSON.parse(readFileSync(world, 'utf8')) as World;
  if (world !== undefined) return ((await import(pathToFileURL(resolve(world)).href)) as { world: World }).world;
  if (folder === undefined) {
    process.stderr.write('usage: node main.ts (--world FILE.(json|ts) | --folder DIR [--plex-path PATH]) [--port N]\n');
    process.exit(2);
  }
  const locations = [{ path: values['plex-path'], folder: resolve(folder) }];
  return { sections: [{ id: 5, title: 'Musik', locations }] };
}

const standIn = createPlexStandIn({ world: await worldOf(), token: values.token, scanMs: Number(values['scan-ms']) });
const plexTv = createPlexTvStandIn({ accountToken: values.token });
await standIn.start(Number(values.port));
await plexTv.start();
const calls = {
  goDown: () => standIn.goDown(),
  comeUp: (startingMs?: number) => standIn.comeUp(startingMs),
  setToken: (token: string) => standIn.setToken(token),
  notify: (...args: Parameters<typeof standIn.notify>) => standIn.notify(...args),
  approve: (code: string) => plexTv.approve(code),
};
const control = await serveCalls(calls, () => standIn.requests);
const told = { url: standIn.url, token: standIn.token, plexTv: plexTv.url, control: control.url };
process.stdout.write(`${JSON.stringify(told)}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void Promise.all([standIn.stop(), plexTv.stop()]).then(() => process.exit(0));
  });
}
