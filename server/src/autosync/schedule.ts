const dayMs = 86_400_000;

/** What the next run depends on. */
export interface Schedule {
  /** `HH:MM`, or `null`: an interval after the last run. */
  readonly time: string | null;
  /** IANA name; `null`: that of the machine. */
  readonly zone: string | null;
  readonly intervalS: number;
}

/** The last run, as far as the schedule needs it. */
export interface LastRun {
  readonly startedAt: Date;
  /** A run that was broken off goes on at this moment. */
  readonly resumeAt: Date | null;
}

/**
 * When the next run is due. The first is due at once, with a time of day at that time today, be it past or not. A broken-off run goes on when its service says. A day without the wanted time (clocks that go forward) has
 * its run at the moment that follows the gap; one that has it twice, at the first.
 */
export function nextRun(schedule: Schedule, last: LastRun | null, now: Date): Date {
  const regular = regularRun(schedule, last, now);
  // asking before would be in vain; but whoever names a moment far away is asked again a day late at most
  const resumeAt = last?.resumeAt ?? null;
  return resumeAt === null ? regular : new Date(Math.min(resumeAt.getTime(), regular.getTime() + dayMs));
}

function regularRun({ time, zone, intervalS }: Schedule, last: LastRun | null, now: Date): Date {
  if (time === null) return last === null ? now : new Date(last.startedAt.getTime() + intervalS * 1000);
  if (last === null) return momentAt(zone, dayIn(zone, now), time);
  const days = Math.max(1, Math.round((intervalS * 1000) / dayMs));
  const from = last.startedAt;
  const day = dayIn(zone, from);
  const today = momentAt(zone, day, time);
  const first = today > from ? today : momentAt(zone, shift(day, 1), time);
  return days === 1 ? first : momentAt(zone, shift(dayIn(zone, first), days - 1), time);
}

/** The moment at which clocks of the zone show that time on that day. */
function momentAt(zone: string | null, day: string, time: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  // the offsets before and after a change of clocks; the earlier moment that shows the time is the one
  const offsets = [wanted - dayMs, wanted + dayMs].map((at) => localMs(zone, at) - at);
  const moments = offsets.map((offset) => wanted - offset).toSorted((a, b) => a - b);
  const shown = moments.find((at) => localMs(zone, at) === wanted);
  return new Date(shown ?? Math.max(...moments));
}

/** What clocks of the zone show at a moment, as if it were UTC. */
function localMs(zone: string | null, at: number): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...(zone === null ? {} : { timeZone: zone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '00';
  return Date.parse(`${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}Z`);
}

const dayIn = (zone: string | null, at: Date): string =>
  new Date(localMs(zone, at.getTime())).toISOString().slice(0, 10);
const shift = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
