import { expect, test } from 'vitest';
import { type Check, createDoctor, worstOf } from './index.ts';

const fine: Check = {
  id: 'a.fine',
  docs: 'a.md',
  look: async () => ({ state: 'ok', code: 'fine', sentence: 'Fine.', remedy: null }),
};

test('a check that hangs, also one that ignores its signal, ends at its limit and keeps nobody else waiting', async () => {
  let told = false;
  const doctor = createDoctor(
    [
      fine,
      {
        id: 'b.hangs',
        docs: 'b.md',
        timeoutMs: 20,
        look: async (signal) => {
          signal.addEventListener('abort', () => {
            told = true;
          });
          return await new Promise(() => undefined);
        },
      },
    ],
    { onFault: () => undefined },
  );
  const reports = await doctor.examine();
  expect(reports.map(({ id, area, state, code }) => [id, area, state, code])).toEqual([
    ['a.fine', 'a', 'ok', 'fine'],
    ['b.hangs', 'b', 'unknown', 'no_answer'],
  ]);
  expect(told).toBe(true);
});

test('a check that throws is unknown, and the fault is reported', async () => {
  const faults: unknown[] = [];
  const broken: Check = {
    ...fine,
    id: 'b.broken',
    look: () => {
      throw new Error('broken');
    },
  };
  const doctor = createDoctor([fine, broken], { onFault: (what) => faults.push(what) });
  expect((await doctor.examine())[1]).toMatchObject({ state: 'unknown', code: 'check_failed' });
  expect(faults).toEqual(['check b.broken']);
});

test('callers that come while a run is under way share it; one check can be looked at again', async () => {
  let looks = 0;
  const doctor = createDoctor(
    [
      {
        ...fine,
        look: async () => {
          looks += 1;
          return { state: 'warn', code: 'odd', sentence: 'Odd.', remedy: 'Look.' };
        },
      },
    ],
    { onFault: () => undefined },
  );
  await Promise.all([doctor.examine(), doctor.examine(), doctor.examine()]);
  expect(looks).toBe(1);
  expect(await doctor.examineOne('a.fine')).toMatchObject({ state: 'warn', code: 'odd' });
  expect(looks).toBe(2);
  expect(await doctor.examineOne('a.other')).toBeNull();
});

test('a problem is worse than a warning, a warning worse than what is not known', () => {
  const states = (...found: ('ok' | 'warn' | 'problem' | 'unknown')[]) => worstOf(found.map((state) => ({ state })));
  expect(states('ok', 'unknown', 'warn', 'problem')).toBe('problem');
  expect(states('ok', 'unknown', 'warn')).toBe('warn');
  expect(states('ok', 'unknown')).toBe('unknown');
  expect(states()).toBe('ok');
});
