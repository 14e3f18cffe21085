import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Writers of numbers, sizes and times in the language of the page. */
export interface Formats {
  readonly number: (value: number) => string;
  /** A share of 1 as a percentage. */
  readonly percent: (share: number) => string;
  /** Bytes in decimal units, as disks and shops count them. */
  readonly bytes: (value: number) => string;
  /** Bytes per second. */
  readonly speed: (value: number) => string;
  /** Milliseconds as `4:05` or `1:02:33`. */
  readonly duration: (ms: number) => string;
  readonly date: (iso: string) => string;
  readonly dateTime: (iso: string) => string;
  /** `in 2 hours`, `5 minutes ago`. */
  readonly relative: (iso: string, now: number) => string;
  readonly kbps: (value: number) => string;
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

function byteStep(value: number): number {
  return Math.min(byteUnits.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, value)) / 3)));
}

/** Builds the writers of one locale. */
export function createFormats(locale: string): Formats {
  const plain = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const measured = (value: number, unit: string): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, maximumSignificantDigits: 3 }).format(value);
  const bytesAs = (value: number, suffix: string): string => {
    const step = byteStep(value);
    return measured(value / 1000 ** step, `${byteUnits[step] ?? 'byte'}${suffix}`);
  };
  return {
    number: (value) => plain.format(value),
    percent: (share) => percent.format(share),
    bytes: (value) => bytesAs(value, ''),
    speed: (value) => bytesAs(value, '-per-second'),
    duration(ms) {
      const total = Math.round(ms / second);
      const parts = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
      const shown = parts[0] === 0 ? parts.slice(1) : parts;
      return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
    },
    date: (iso) => date.format(new Date(iso)),
    dateTime: (iso) => dateTime.format(new Date(iso)),
    relative(iso, now) {
      const distance = Date.parse(iso) - now;
      const size = Math.abs(distance);
      if (size < minute) return relative.format(0, 'second');
      if (size < hour) return relative.format(Math.trunc(distance / minute), 'minute');
      if (size < day) return relative.format(Math.round(distance / hour), 'hour');
      return relative.format(Math.round(distance / day), 'day');
    },
    kbps: (value) => `${plain.format(value)} kbit/s`,
  };
}

/** The writers for the language that the page speaks now. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  // The regional tag is on the document; the language is the signal that it has changed.
  return useMemo(() => createFormats(document.documentElement.lang || i18n.language), [i18n.language]);
}
