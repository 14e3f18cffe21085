import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { defaultApp } from './accounts/apps.ts';
import { generateWorld, regimes, startSpotify, type World } from './index.ts';
import { startRemoteControl } from './remote-control.ts';

const { values } = parseArgs({
  options: {
    world: { type: 'string' },
    regime: { type: 'string', default: 'dev_restricted' },
    'redirect-uri': { type: 'string', multiple: true, default: [] },
    'accounts-port': { type: 'string', default: '0' },
    'api-port': { type: 'string', default: '0' },
    'open-port': { type: 'string', default: '0' },
    now: { type: 'string' },
    control: { type: 'boolean', default: false },
  },
});

/** Takes the world that a module exports as `world`, or makes one. */
async function readWorld(path: string | undefined): Promise<World> {
  if (path === undefined) return generateWorld();
  const module = (await import(pathToFileURL(resolve(path)).href)) as { world?: World };
  if (!module.world) throw new Error(`${path} does not export a world`);
  return module.world;
}

const regime = regimes.find((each) => each === values.regime);
if (regime === undefined) {
  process.stderr.write(
    `usage: node main.ts [--world FILE.ts] [--regime ${regimes.join('|')}] [--redirect-uri URI …] [--accounts-port N] [--api-port N] [--open-port N] [--now TIME] [--control]\n`,
  );
  process.exit(2);
}
const spotify = await startSpotify({
  world: await readWorld(values.world),
  regime,
  apps: [{ ...defaultApp, redirectUris: [...defaultApp.redirectUris, ...values['redirect-uri']] }],
  ports: {
    accounts: Number(values['accounts-port']),
    api: Number(values['api-port']),
    open: Number(values['open-port']),
  },
  ...(values.now === undefined ? {} : { now: values.now }),
});
const remote = values.control ? await startRemoteControl(spotify) : undefined;
const { accountsUrl, apiUrl, openUrl, app } = spotify;
process.stdout.write(
  `${JSON.stringify({ accountsUrl, apiUrl, openUrl, clientId: app.clientId, clientSecret: app.clientSecret, ...(remote ? { control: remote.url } : {}) })}\n`,
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void spotify.close().then(() => process.exit(0)));
}
