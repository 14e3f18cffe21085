import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createSlskdStandIn, versions, type World } from './index.ts';
import { startRemoteControl } from './remote-control.ts';

const { values } = parseArgs({
  options: {
    world: { type: 'string' },
    port: { type: 'string', default: '0' },
    dir: { type: 'string' },
    'api-key': { type: 'string' },
    version: { type: 'string', default: '0.26.0' },
    'time-scale': { type: 'string', default: '1' },
    'url-base': { type: 'string', default: '' },
    control: { type: 'boolean', default: false },
  },
});

/** Reads a world from a JSON file or from the `world` export of a module. */
async function readWorld(path: string): Promise<World> {
  if (path.endsWith('.json')) return JSON.parse(readFileSync(path, 'utf8')) as World;
  const module = (await import(pathToFileURL(resolve(path)).href)) as { world?: World };
  if (!module.world) throw new Error(`${path} does not export a world`);
  return module.world;
}

const version = versions.find((each) => each === values.version);
if (values.world === undefined || values.dir === undefined || version === undefined) {
  process.stderr.write(
    `usage: node main.ts --world FILE.(json|ts) --dir DIR [--port N] [--api-key KEY] [--version ${versions.join('|')}] [--time-scale N] [--url-base /x] [--control]\n`,
  );
  process.exit(2);
}

const standIn = createSlskdStandIn({
  world: await readWorld(values.world),
  dir: resolve(values.dir),
  port: Number(values.port),
  version,
  timeScale: Number(values['time-scale']),
  urlBase: values['url-base'],
  ...(values['api-key'] === undefined ? {} : { apiKey: values['api-key'] }),
});
const url = await standIn.start();
const remote = values.control ? await startRemoteControl(standIn.control) : undefined;
process.stdout.write(
  `${JSON.stringify({ url, apiKey: standIn.apiKey, downloads: standIn.downloads, incomplete: standIn.incomplete, ...(remote ? { control: remote.url } : {}) })}\n`,
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void standIn.stop().then(() => process.exit(0)));
}
