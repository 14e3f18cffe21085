import { useTranslation } from 'react-i18next';
import { type WishCounts, type WishState, wishStates } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { cn } from '../../ui/cn.ts';

const dots: Record<WishState, string> = {
  active: 'border-2 border-sea breathe',
  queued: 'bg-line-strong',
  waiting: 'bg-amber-fill',
  review: 'bg-coral-fill',
  done: 'bg-sea',
  cancelled: 'border border-line-strong',
};

/** Choose a state; each says how many there are. */
export function WishFilters({
  counts,
  value,
  onChange,
}: {
  counts: WishCounts | undefined;
  value: WishState | undefined;
  onChange: (state: WishState | undefined) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const total = counts && Object.values(counts).reduce((sum, count) => sum + count, 0);
  const chip = (state: WishState | undefined, label: string, count: number | undefined) => {
    const chosen = value === state;
    return (
      <button
        key={label}
        type="button"
        aria-pressed={chosen}
        onClick={() => onChange(chosen ? undefined : state)}
        className={cn(
          'flex h-9 shrink-0 items-center gap-2 rounded-full border px-2.5 text-small font-medium whitespace-nowrap transition-colors duration-150',
          chosen
            ? 'border-transparent bg-ink text-on-ink'
            : 'border-line bg-surface text-ink-soft hover:bg-hover hover:text-ink',
        )}
      >
        {state !== undefined && (
          <span
            aria-hidden="true"
            className={cn('size-2 rounded-full', dots[state], state === 'active' && !count && 'animate-none')}
          />
        )}
        {label}{' '}
        <span className={cn('nums font-normal', chosen ? 'text-on-ink' : 'text-ink-faint')}>
          {count === undefined ? '–' : formats.number(count)}
        </span>
      </button>
    );
  };
  return (
    <fieldset
      aria-label={t('wishes.filter')}
      className="-mx-4 flex min-w-0 gap-1.5 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:px-0"
    >
      {chip(undefined, t('wishes.all'), total)}
      {wishStates
        .filter(
          (state) =>
            counts === undefined || counts[state] > 0 || state === value || state === 'active' || state === 'done',
        )
        .map((state) => chip(state, t(`wishes.state.${state}`), counts?.[state]))}
    </fieldset>
  );
}
