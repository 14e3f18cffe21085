import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { readSearchBudget } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { Meter } from '../../ui/meter.tsx';

/** How much may still be searched; read again when wishes move on. */
const searchBudgetQuery = queryOptions({
  queryKey: ['soulseek', 'budget'] as const,
  queryFn: ({ signal }) => readSearchBudget(signal),
  // what was used comes back with time, and nobody tells: a tenth of the window is early enough
  refetchInterval: ({ state: { data } }) => (data !== undefined && data.used > 0 ? data.window_s * 100 : false),
});

/** How many searches are left, and what grouping saved; nothing before the first search. */
export function SearchBudget() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useQuery(searchBudgetQuery);
  if (data === undefined || data.last_24_hours.searches === 0) return null;
  const { tracks_per_search: perSearch, saved } = data.last_24_hours;
  const parts = [t('searchBudget.left', { left: formats.number(data.left), limit: formats.number(data.limit) })];
  if (perSearch !== null && perSearch > 0)
    parts.push(t('searchBudget.perSearch', { tracks: formats.number(Math.round(perSearch * 100) / 100) }));
  if (saved > 0) parts.push(t('searchBudget.saved', { count: saved }));
  return <p className="nums text-small text-ink-faint">{parts.join(' · ')}</p>;
}

/** The budget of searches as a line, for the overview. */
export function SearchesLeft() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useQuery(searchBudgetQuery);
  if (data === undefined) return null;
  const { saved } = data.last_24_hours;
  return (
    <Meter
      label={t('searchBudget.title')}
      value={t('searchBudget.left', { left: formats.number(data.left), limit: formats.number(data.limit) })}
      share={data.used / Math.max(1, data.limit)}
      tone={data.left === 0 ? 'amber' : 'sea'}
      note={saved > 0 ? t('searchBudget.saved', { count: saved }) : undefined}
    />
  );
}
