import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WishCounts } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTitle } from '../../ui/title.ts';

const announceEveryMs = 12_000;
const bar = [
  ['done', 'bg-sea'],
  ['active', 'bg-sea/45'],
  ['review', 'bg-coral-fill'],
  ['waiting', 'bg-amber-fill'],
] as const;

/** Says the figures to a screen reader when they have changed, but not at every change. */
function Announcer({ text }: { text: string }) {
  const [said, setSaid] = useState('');
  const last = useRef(0);
  useEffect(() => {
    const pause = Math.max(0, last.current + announceEveryMs - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      setSaid(text);
    }, pause);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <output aria-live="polite" className="sr-only">
      {said}
    </output>
  );
}

/** How far everything is, as one sentence and one bar; also in the window's title. */
export function WishSummary({
  counts,
  aside,
}: {
  counts: WishCounts;
  /** At the other end of the sentence. */
  aside?: ReactNode;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0) - counts.cancelled;
  const busy = counts.active + counts.queued > 0;
  useTitle(busy ? t('wishes.titleDone', { done: formats.number(counts.done), total: formats.number(total) }) : null);
  const done = formats.number(counts.done);
  return (
    <div className="min-w-0 flex-1">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5">
        <p className="nums text-small text-ink-soft">{t('wishes.fulfilled', { done, total: formats.number(total) })}</p>
        {aside}
      </div>
      <div aria-hidden="true" className="flex h-1.5 gap-px overflow-hidden rounded-full bg-track">
        {bar.map(([state, colour]) => (
          <span
            key={state}
            className={`${colour} transition-[width] duration-500 ease-calm`}
            style={{ width: `${total === 0 ? 0 : (100 * counts[state]) / total}%` }}
          />
        ))}
      </div>
      <Announcer
        text={t('wishes.announce', {
          done,
          total: formats.number(total),
          active: formats.number(counts.active),
          review: formats.number(counts.review),
        })}
      />
    </div>
  );
}
