import { useTranslation } from 'react-i18next';
import type { ReleaseKind, WatchEntry } from '../../api/index.ts';

/** How an artist that is watched fares. */
export type Health = 'paused' | 'cooling' | 'problem' | 'first' | 'well';

/** Reads it from the entry at a moment (epoch milliseconds). */
export function healthOf(entry: WatchEntry, now: number): Health {
  if (entry.paused) return 'paused';
  const until = entry.retry_block_until ?? entry.cooldown_until;
  if (until !== null && Date.parse(until) > now) return 'cooling';
  if (entry.problem !== null) return 'problem';
  return entry.last_checked === null ? 'first' : 'well';
}

/** The server's sentence about what is wrong, with its remedy; in English. */
export function problemOf(entry: WatchEntry): string | null {
  const { sentence, remedy } = entry.problem ?? {};
  const parts = [sentence, remedy].filter((part) => typeof part === 'string');
  return parts.length === 0 ? null : parts.join(' ');
}

/** Three words for whole numbers: what is above and below nought. */
export type Priority = 'high' | 'normal' | 'low';
/** The number that each word sets. */
export const priorityNumbers: Record<Priority, number> = { high: 100, normal: 0, low: -100 };
/** The word for a number. */
export const priorityOf = (value: number): Priority => (value > 0 ? 'high' : value < 0 ? 'low' : 'normal');

/** Days between two looks that are offered; `auto` follows the configuration. */
export const intervals = ['auto', '1', '3', '7', '14', '30', '60'] as const;
/** One of them, or a number of seconds that was set elsewhere. */
export function intervalOf(entry: WatchEntry): (typeof intervals)[number] | 'own' {
  if (entry.interval_s === null) return 'auto';
  return intervals.find((days) => Number(days) * 86_400 === entry.interval_s) ?? 'own';
}

/** Kinds of releases in the order in which people think of them. */
export const kinds: readonly ReleaseKind[] = [
  'album',
  'ep',
  'single',
  'live',
  'compilation',
  'remix',
  'soundtrack',
  'other',
];

/** The choices of priority and interval in the language of the page. */
export function useWatchChoices(): {
  readonly priorities: readonly { readonly value: Priority; readonly label: string }[];
  readonly intervals: readonly { readonly value: (typeof intervals)[number]; readonly label: string }[];
} {
  const { t } = useTranslation();
  return {
    priorities: (['high', 'normal', 'low'] as const).map((value) => ({ value, label: t(`artists.priority.${value}`) })),
    intervals: intervals.map((value) => ({
      value,
      label: value === 'auto' ? t('artists.intervalAuto') : t('artists.intervalDays', { count: Number(value) }),
    })),
  };
}
