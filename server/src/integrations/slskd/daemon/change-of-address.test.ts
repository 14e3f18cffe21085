import { afterEach, expect, test } from 'vitest';
import { settingsWith } from '#test/settings';
import { createSlskd } from '../adapter.ts';
import { type ScriptedDaemon, type ScriptedReply, scriptedDaemon } from '../testing/scripted-daemon.ts';

const daemons: ScriptedDaemon[] = [];
afterEach(async () => {
  for (const daemon of daemons.splice(0)) await daemon.close();
});

async function daemon(routes: Parameters<typeof scriptedDaemon>[0]): Promise<ScriptedDaemon> {
  const made = await scriptedDaemon(routes);
  daemons.push(made);
  return made;
}
const well = {
  'GET /application': () => ({ json: { version: { current: '0.26.0' }, server: { isLoggedIn: true } } }),
  'GET /options': () => ({ json: {} }),
};

test.each<readonly [string, ScriptedReply]>([
  ['hangs until it is let go', { hang: true }],
  ['breaks off', { drop: true }],
  ['refuses the key', { status: 401 }],
])(
  'a question that is under way when slskd moves is answered by the new one, though the former one %s',
  async (_how, reply) => {
    const fresh = await daemon(well);
    let at = '';
    const asked = Promise.withResolvers<void>();
    const former = await daemon({
      'GET /application': () => {
        at = fresh.url;
        asked.resolve();
        return reply;
      },
    });
    at = former.url;
    const slskd = createSlskd({
      settings: settingsWith({ SLSKD_RETRY_MAX: '0' }).slskd,
      connection: async () => ({
        baseUrl: at,
        apiKey: 'a-key-of-sixteen-characters',
        downloadsDir: null,
        entered: false,
      }),
      onFault: () => undefined,
      pausesMs: [0],
    });
    try {
      const early = slskd.status();
      await asked.promise;
      // the first to ask at the new address lets the former one go
      const late = await slskd.status();
      for (const status of [await early, late])
        expect(status).toMatchObject({ version: '0.26.0', address: fresh.url, loggedIn: true, problem: null });
    } finally {
      await slskd.close();
    }
  },
);
