import { expect, test } from 'vitest';
import { playAutosyncYear } from '#test/autosync-year';

/** `node bench/autosync-year.ts` asks for the whole year; the suite plays some weeks. */
const asked = Number(process.env['HARMONY_AUTOSYNC_YEAR'] ?? 0);
const whole = asked > 0;
const options = whole
  ? { days: 365, tracks: asked, killEvery: 9, quotaEvery: 13 }
  : { days: 15, tracks: 40, killEvery: 4, quotaEvery: 7 };

test(
  `over ${options.days} simulated days of auto-sync with kills and limits no wish is missed or doubled, and what nobody offers is left alone`,
  async () => {
    const result = await playAutosyncYear(options);
    if (whole) process.stdout.write(`YEAR ${JSON.stringify(result)}\n`);
    expect(result).toMatchObject({ missed: [], doubled: 0, triesTooMany: 0, stuck: 0 });
    expect(result.kills).toBeGreaterThan(0);
    expect(result.runs['partial']).toBeGreaterThan(0);
    // a run a day; what goes on a day after a limit is the run of that day
    const limits = Math.floor((options.days - 1) / options.quotaEvery);
    expect(result.runs['completed']).toBeGreaterThanOrEqual(options.days - limits - 1);
    expect(result.hopeless).toBeGreaterThan(0);
    // those of the last days have not failed often enough yet
    expect(result.skipped).toBeGreaterThan(0);
    expect(result.had).toBeGreaterThan(0);
    // an unchanged account costs its listing and a look at the saved tracks
    expect(result.quietDayCalls).toBeLessThanOrEqual(2);
  },
  whole ? 2 * 3_600_000 : 60_000,
);
