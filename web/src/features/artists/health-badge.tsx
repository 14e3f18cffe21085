import { useTranslation } from 'react-i18next';
import type { WatchEntry } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { useNow } from '../../ui/clock.ts';
import { type Health, healthOf } from './watch-words.ts';

const tones: Record<Health, 'neutral' | 'sea' | 'amber' | 'coral'> = {
  paused: 'neutral',
  cooling: 'amber',
  problem: 'coral',
  first: 'neutral',
  well: 'sea',
};

/** How a watched artist fares, in a word. */
export function HealthBadge({ entry }: { entry: WatchEntry }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const health = healthOf(entry, useNow());
  const until =
    health === 'paused'
      ? entry.resume_at
      : health === 'cooling'
        ? (entry.retry_block_until ?? entry.cooldown_until)
        : null;
  return (
    <Badge tone={tones[health]}>
      {t(`artists.health.${health}`)}
      {until !== null && ` · ${t('artists.until', { date: formats.date(until) })}`}
    </Badge>
  );
}

/** When an artist was looked at and will be again. */
export function Looks({ entry }: { entry: WatchEntry }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const due = Date.parse(entry.next_due_at) <= now;
  return (
    <>
      {entry.last_checked === null
        ? t('artists.neverChecked')
        : t('artists.lastChecked', { when: formats.relative(entry.last_checked, now) })}
      {!entry.paused &&
        ` · ${due ? t('artists.nextSoon') : t('artists.nextCheck', { when: formats.relative(entry.next_due_at, now) })}`}
    </>
  );
}
