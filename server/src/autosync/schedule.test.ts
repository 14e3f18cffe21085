import { describe, expect, test } from 'vitest';
import { nextRun } from './schedule.ts';

const at = (text: string): Date => new Date(text);
const ran = (text: string) => ({ startedAt: at(text), resumeAt: null });
const berlin = { time: '03:30', zone: 'Europe/Berlin', intervalS: 86_400 };

describe('the next run of auto-sync', () => {
  test('comes an interval after the last, and at once before the first', () => {
    const hourly = { time: null, zone: null, intervalS: 3600 };
    expect(nextRun(hourly, ran('2026-05-01T10:00:00Z'), at('2026-05-01T10:10:00Z'))).toEqual(
      at('2026-05-01T11:00:00Z'),
    );
    expect(nextRun(hourly, null, at('2026-05-01T10:10:00Z'))).toEqual(at('2026-05-01T10:10:00Z'));
  });

  test('keeps a time of day, in summer and winter, and once on days whose clocks change', () => {
    const next = (last: string): string => nextRun(berlin, ran(last), at(last)).toISOString();
    expect(next('2026-07-01T10:00:00Z')).toBe('2026-07-02T01:30:00.000Z');
    expect(next('2026-12-01T10:00:00Z')).toBe('2026-12-02T02:30:00.000Z');
    expect(next('2026-07-01T01:30:10Z')).toBe('2026-07-02T01:30:00.000Z');
    const gap = { ...berlin, time: '02:30' };
    // 29 March 2026: clocks go from 02:00 to 03:00, so there is no 02:30; 25 October: 02:30 is there twice
    expect(nextRun(gap, ran('2026-03-28T10:00:00Z'), at('2026-03-28T10:00:00Z'))).toEqual(at('2026-03-29T01:30:00Z'));
    expect(nextRun(gap, ran('2026-10-24T10:00:00Z'), at('2026-10-24T10:00:00Z'))).toEqual(at('2026-10-25T00:30:00Z'));
    expect(nextRun(gap, ran('2026-10-25T00:30:05Z'), at('2026-10-25T00:30:05Z'))).toEqual(at('2026-10-26T01:30:00Z'));
  });

  test('is the first one today, be its time past or not', () => {
    expect(nextRun(berlin, null, at('2026-07-01T10:00:00Z'))).toEqual(at('2026-07-01T01:30:00Z'));
    expect(nextRun(berlin, null, at('2026-07-01T00:10:00Z'))).toEqual(at('2026-07-01T01:30:00Z'));
  });

  test('every third day keeps its time of day', () => {
    const third = { ...berlin, intervalS: 3 * 86_400 };
    expect(nextRun(third, ran('2026-07-01T01:30:00Z'), at('2026-07-01T02:00:00Z'))).toEqual(at('2026-07-04T01:30:00Z'));
  });

  test('is earlier where a run was broken off and may go on', () => {
    const last = { startedAt: at('2026-07-01T01:30:00Z'), resumeAt: at('2026-07-01T05:00:00Z') };
    expect(nextRun(berlin, last, at('2026-07-01T02:00:00Z'))).toEqual(at('2026-07-01T05:00:00Z'));
  });
});
