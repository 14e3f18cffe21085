import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { peer, soulseekHouses } from '#test/soulseek-house';
import type { HttpFault } from '../../../../../stand-ins/slskd/index.ts';

const house = soulseekHouses();
const badMs = 600;
/** What may be asked in that time: the loop of the monitor backs off, the mood holds back everybody else. */
const mostRequests = 30;

type Trouble = 'down' | HttpFault;
const troubles: readonly (readonly [name: string, trouble: Trouble, code: string])[] = [
  ['is down', 'down', 'unreachable'],
  ['is too slow', { kind: 'delay', ms: 600 }, 'timeout'],
  ['does not accept the key (401)', { kind: 'status', status: 401 }, 'unauthorised'],
  ['forbids everything (403)', { kind: 'status', status: 403 }, 'forbidden'],
  ['answers 429 to everything', { kind: 'status', status: 429, body: 'Too many requests' }, 'unexpected_status'],
  ['answers 500 to everything', { kind: 'status', status: 500, body: 'Boom' }, 'service_error'],
  ['is hidden behind a web page', { kind: 'html' }, 'html_instead_of_json'],
  ['cuts its JSON short', { kind: 'truncated-json' }, 'bad_json'],
  ['accepts connections and says nothing', { kind: 'hang' }, 'timeout'],
  ['begins its answers and does not end them', { kind: 'stall' }, 'timeout'],
  ['breaks connections off', { kind: 'reset' }, 'connection_lost'],
];

test.each(troubles)(
  'slskd %s: nothing is lost or held against anybody, it is seen, asked seldom, and all goes on by itself',
  async (_name, trouble, code) => {
    const files = ['Song', 'Later'].map((title) => ({ path: `Music\\Album\\Artist - ${title}.mp3`, bytes: 60_000 }));
    const it = await house([peer('bob', 900, {}, { files, speedBps: 2_000 })], {
      slskd: { timeoutMs: 250 },
      download: { pollMs: 20, pollIdleMs: 100, stallS: 1 },
      pausesMs: [0, 100, 200],
    });
    const { control } = it.standIn;
    it.monitor.start();
    await it.want('Song');
    await it.until(async () => ((await it.downloads())[0]?.bytes_transferred ?? 0) > 0, { watch: false });

    if (trouble === 'down') await control.goDown();
    else control.fault({ times: 1_000_000, fault: trouble });
    const before = control.requests.length;
    const faultsBefore = it.faults.length;
    await it.want('Later');
    for (const over = AbortSignal.timeout(badMs); !over.aborted; await sleep(10)) await it.work();

    expect(control.requests.length - before).toBeLessThan(mostRequests);
    expect(it.faults.length - faultsBefore).toBeLessThan(mostRequests);
    expect(await it.slskd.status()).toMatchObject({
      connected: false,
      problem: { code, remedy: expect.stringMatching(/\w{3}/) },
      mood: { lastProblem: { code } },
    });
    expect(it.slskd.mood.read().level).toBeGreaterThan(0);
    expect(await it.downloads()).toMatchObject([{ state: 'downloading', reason_code: null }]);
    expect((await it.candidates()).map((each) => each.outcome)).toEqual([null]);
    const wishes = () => it.db.selectFrom('wishes').selectAll().orderBy('id').execute();
    expect(await wishes()).toMatchObject([
      { stage: 'download', state: 'active' },
      { stage: 'search', attempts: 0, reason_code: expect.any(String) },
    ]);

    if (trouble === 'down') await control.comeUp();
    else control.clearFaults();
    await it.until(async () => (await wishes()).every((wish) => wish.stage === 'verify'), { watch: false });
    expect((await it.downloads()).map((row) => [row.state, row.retry_count])).toEqual([
      ['completed', 0],
      ['completed', 0],
    ]);
    await expect.poll(async () => (await it.slskd.status()).mood.level).toBe(0);
    expect(await it.slskd.status()).toMatchObject({ connected: true, problem: null });
    await it.monitor.stop();
  },
);
