/** How exactly a date is known. */
export type Precision = 'day' | 'month' | 'year';

/** A date of a release: the first and last day that it may mean. */
export interface ReleaseDate {
  /** As it is stored: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly text: string;
  readonly precision: Precision;
  readonly from: string;
  readonly to: string;
}

const form = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Reads what a source wrote; `null` for everything that is no date (`2026-02-30`, `0000`, `????-05`, text). */
export function readDate(text: string | null): ReleaseDate | null {
  const match = text === null ? null : form.exec(text.trim());
  if (match === null) return null;
  const [, year = '', month, day] = match;
  if (Number(year) < 1000) return null;
  if (month === undefined) return { text: year, precision: 'year', from: `${year}-01-01`, to: `${year}-12-31` };
  const length = daysOf(Number(year), Number(month));
  if (length === 0) return null;
  const start = `${year}-${month}`;
  if (day === undefined) return { text: start, precision: 'month', from: `${start}-01`, to: `${start}-${length}` };
  if (Number(day) < 1 || Number(day) > length) return null;
  const exact = `${start}-${day}`;
  return { text: exact, precision: 'day', from: exact, to: exact };
}

function daysOf(year: number, month: number): number {
  return month < 1 || month > 12 ? 0 : new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The calendar day (`YYYY-MM-DD`) that it is at a moment in a time zone (IANA name). A release is out on its day in the zone of those who listen. */
export function dayIn(zone: string, at: Date): string {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(zone, format);
  }
  return format.format(at);
}
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether that is a time zone this machine knows. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** A day that many days later (or earlier). */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The moment at which a day begins in a time zone. Where clocks skip midnight, the first moment after it. */
export function startOfDay(zone: string, day: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let at = midnight;
  // twice: the offset at the first guess may be that of the other side of a change of clocks
  for (let round = 0; round < 2; round += 1) at = midnight - offsetMs(zone, at);
  return new Date(at);
}

function offsetMs(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '00';
  const local = `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}Z`;
  return Date.parse(local) - Math.floor(at / 1000) * 1000;
}

/**
 * When an artist is looked at next. Intervals of whole days are due at the start of a day, so that a release is found on its day, whenever the last look was;
 * shorter ones keep their rhythm.
 */
export function nextDue(zone: string, dueAt: Date, now: Date, intervalS: number): Date {
  if (intervalS % 86_400 === 0) return startOfDay(zone, shiftDay(dayIn(zone, now), intervalS / 86_400));
  const stepMs = intervalS * 1000;
  const missed = Math.floor(Math.max(0, now.getTime() - dueAt.getTime()) / stepMs);
  return new Date(dueAt.getTime() + (missed + 1) * stepMs);
}
