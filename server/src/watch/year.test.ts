import { expect, test } from 'vitest';
import { playYear, type YearOptions } from '#test/watch-year';

/** `node bench/watch-year.ts` asks for the whole year; the suite plays some weeks. */
const asked = Number(process.env['HARMONY_WATCH_YEAR'] ?? 0);
const whole = asked > 0;
const options: YearOptions = whole
  ? { artists: asked, days: 365, releases: 5, restartEvery: 10, outageEvery: 17 }
  : { artists: 8, days: 28, releases: 4, restartEvery: 7, outageEvery: 11 };

test(
  `over ${options.days} simulated days with restarts and outages every release is found on its day, none twice, with the fewest requests`,
  async () => {
    const result = await playYear(options);
    if (whole) process.stdout.write(`YEAR ${JSON.stringify(result)}\n`);
    expect(result).toMatchObject({ late: [], missed: [], twice: 0, onDay: result.releases });
    expect(result.releases).toBe(options.artists * options.releases);
    expect(result.restarts).toBe(Math.floor(options.days / options.restartEvery));
    // a request that was under way when its process was killed may reach the service in another moment of the moved clock
    expect(result.refused).toBeLessThanOrEqual(result.restarts);
    // the first look names each artist as well; outages cost up to 25 tries each, a killed scan its requests
    const outages = Math.floor((options.days - 1) / options.outageEvery);
    const extra = options.artists + outages * 25 + result.restarts * 3;
    expect(result.requests).toBeLessThanOrEqual(result.leastRequests + extra);
  },
  whole ? 2 * 3_600_000 : 60_000,
);
