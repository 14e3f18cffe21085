import { expect, it } from 'vitest';
import { wayBack } from './restore.ts';

type Named = NonNullable<Parameters<typeof wayBack>[1]>;
const was = (kind: Named['kind'], stage: Named['stage'], state: Named['state']): Named => ({
  kind,
  stage,
  state,
  nextAttemptAt: null,
  cause: null,
});
const cancelled = { stage: 'download', state: 'cancelled' } as const;

it.each([
  ['waited', was('cancelled', 'search', 'waiting'), { stage: 'search', state: 'waiting', asBefore: true }],
  ['waited for a retry', was('cancelled', 'download', 'waiting'), { stage: 'download', state: 'waiting' }],
  ['needed a decision', was('cancelled', 'match', 'review'), { stage: 'match', state: 'review', asBefore: true }],
  ['stood in line', was('cancelled', 'search', 'queued'), { stage: 'search', state: 'queued', asBefore: true }],
  ['was searched for', was('cancelled', 'search', 'active'), { stage: 'search', state: 'queued', asBefore: true }],
  ['was being fetched', was('cancelled', 'download', 'active'), { stage: 'match', state: 'queued', asBefore: true }],
  ['had a file under review', was('cancelled', 'verify', 'review'), { stage: 'search', asBefore: false }],
  ['was being tagged', was('cancelled', 'tag', 'active'), { stage: 'search', state: 'queued', asBefore: false }],
  ['lost its file to the trash', was('cancelled', 'publish', 'done'), { stage: 'search', asBefore: false }],
  ['was cancelled before there was a history', null, { stage: 'search', state: 'queued', asBefore: false }],
])('a cancelled wish that %s goes back there, or says that it starts anew', (_name, former, way) => {
  expect(wayBack(cancelled, former)).toMatchObject(way);
});

it('a choice is taken back while its file is on its way, and no later', () => {
  const chosen = was('chosen', 'match', 'review');
  expect(wayBack({ stage: 'download', state: 'active' }, chosen)).toMatchObject({ stage: 'match', state: 'queued' });
  expect(wayBack({ stage: 'verify', state: 'active' }, chosen)).toBeNull();
  expect(wayBack({ stage: 'publish', state: 'done' }, chosen)).toBeNull();
});

it('a wish that goes on has nothing to take back', () => {
  expect(wayBack({ stage: 'search', state: 'active' }, null)).toBeNull();
  expect(wayBack({ stage: 'search', state: 'queued' }, was('cancelled', 'search', 'waiting'))).toBeNull();
});
