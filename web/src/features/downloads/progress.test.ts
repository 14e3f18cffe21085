import { expect, it } from 'vitest';
import type { Download } from '../../api/types.ts';
import { applyProgress, canCancel, canRetry, flattenDownloads } from './progress.ts';

const row = (id: number, state = 'queued') => ({ id, state, status: state, progress: 0 }) as Download;
const news = {
  id: 2,
  username: 'peer',
  filename: 'a.flac',
  state: 'downloading',
  progress: 40,
  average_speed_bps: 1000,
  queue_position: null,
};

it('what a wish tells of its transfer changes that row alone', () => {
  const page = [row(1), row(2)];
  const next = applyProgress(page, new Map([[2, news]]));
  expect(next[0]).toBe(page[0]);
  expect(next[1]).toMatchObject({ state: 'downloading', progress: 40, average_speed_bps: 1000 });
  expect(applyProgress(page, new Map([[9, news]]))).toBe(page);
});

it('a download that slipped onto the next page is shown once', () => {
  expect(
    flattenDownloads([
      [row(3), row(2)],
      [row(2), row(1)],
    ]).map(({ id }) => id),
  ).toEqual([3, 2, 1]);
});

it.each([
  ['queued', false, true],
  ['downloading', false, true],
  ['completed', false, false],
  ['failed', true, false],
  ['cancelled', true, false],
  ['dead_letter', true, false],
])('%s: can be tried again %s, can be stopped %s', (state, retry, cancel) => {
  expect([canRetry({ state }), canCancel({ state })]).toEqual([retry, cancel]);
});
