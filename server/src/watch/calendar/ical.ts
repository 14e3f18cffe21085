import { shiftDay } from '../dates.ts';
import type { CalendarEntry } from './calendar.ts';

/** A text value (RFC 5545, 3.3.11). Control characters are left out: calendar programs refuse the file otherwise. */
const text = (value: string): string =>
  value
    .replace(/\r\n?|\n/g, '\n')
    .replace(/[\p{Cc}\u2028\u2029]/gu, (char) => (char === '\n' ? '\n' : ' '))
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');

/** Lines are at most 75 octets long; the next one begins with a blank (RFC 5545, 3.1). Characters are not cut. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const char of line) {
    const size = Buffer.byteLength(char);
    if (octets + size > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = '';
      octets = 0;
    }
    part += char;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}

const stamp = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, '');
const day = (text: string): string => text.replaceAll('-', '');

/** Releases as an iCalendar file (RFC 5545): whole days, without time zone, that block nobody's time. Dates known to the month or year only are left out. */
export function iCalendar(entries: readonly CalendarEntry[], now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Harmony//Releases//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:Harmony releases',
    'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
    'X-PUBLISHED-TTL:PT12H',
  ];
  for (const entry of entries) {
    if (entry.precision !== 'day') continue;
    lines.push(
      'BEGIN:VEVENT',
      `UID:release-${entry.id}@harmony`,
      `DTSTAMP:${stamp(now)}`,
      `LAST-MODIFIED:${stamp(entry.updatedAt)}`,
      `DTSTART;VALUE=DATE:${day(entry.day)}`,
      `DTEND;VALUE=DATE:${day(shiftDay(entry.day, 1))}`,
      `SUMMARY:${text(`${entry.artist} – ${entry.title}`)}`,
      `DESCRIPTION:${text(entry.type)}`,
      `CATEGORIES:${text(entry.type)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    );
  }
  lines.push('END:VCALENDAR');
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
