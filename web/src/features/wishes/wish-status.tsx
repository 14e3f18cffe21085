import { Check } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { stages, type Wish } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useNow } from '../../ui/clock.ts';
import { cn } from '../../ui/cn.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Steps } from '../../ui/steps.tsx';
import { Truncate } from '../../ui/truncate.tsx';
import { headline, reasonText, stepsDone, toneOf } from './wish-words.ts';

const words = { sea: 'text-sea-strong', amber: 'text-amber', coral: 'text-coral', faint: 'text-ink-faint' };

/** The seven steps of a wish as rising bars. */
export function WishSteps({ wish, className }: { wish: Wish; className?: string }) {
  const { t } = useTranslation();
  const done = stepsDone(wish);
  return (
    <Steps
      total={stages.length}
      done={done}
      moving={wish.state === 'active'}
      tone={toneOf(wish)}
      label={
        done === stages.length
          ? t('wishes.stepsDone', { total: stages.length })
          : t('wishes.stepOf', { step: done + 1, total: stages.length, stage: t(`wishes.stage.${wish.stage}`) })
      }
      {...(className === undefined ? {} : { className })}
    />
  );
}

function Again({ at }: { at: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  if (Date.parse(at) - now < 60_000) return t('wishes.againSoon');
  return t('wishes.again', { when: formats.relative(at, now) });
}

function Facts({ wish }: { wish: Wish }) {
  const formats = useFormats();
  if (wish.state === 'active' && wish.stage === 'download' && wish.download?.state === 'downloading') {
    const { average_speed_bps: speed, progress } = wish.download;
    return (
      <>
        {speed !== null && speed > 0 && <span className="hidden sm:inline">{formats.speed(speed)}</span>}
        <span className="text-ink">{formats.percent(progress / 100)}</span>
      </>
    );
  }
  if (wish.state === 'waiting' && wish.next_attempt_at !== null) return <Again at={wish.next_attempt_at} />;
  if (wish.state === 'done' && wish.file !== null) {
    return (
      <span className="font-medium text-ink-soft uppercase">
        {wish.file.format}
        {wish.file.bitrate_kbps !== null && (
          <span className="font-normal"> {formats.number(wish.file.bitrate_kbps)}</span>
        )}
      </span>
    );
  }
  return null;
}

function SecondLine({ wish }: { wish: Wish }) {
  const { t } = useTranslation();
  if (wish.state === 'active' && wish.stage === 'download' && wish.download?.state === 'downloading') {
    return (
      <div className="flex h-4.5 items-center gap-3">
        <ProgressBar
          className="min-w-12 flex-1"
          value={wish.download.progress}
          label={t('wishes.progress', { title: wish.title })}
        />
        <Truncate className="max-w-[45%] text-small text-ink-soft">
          {t('wishes.from', { username: wish.download.username })}
        </Truncate>
      </div>
    );
  }
  const reason = reasonText(t, wish);
  if (reason !== null && wish.state !== 'done') {
    return (
      <Truncate
        className="text-small text-ink-soft max-md:line-clamp-2 max-md:whitespace-normal"
        {...(reason.lang ? { lang: reason.lang } : {})}
      >
        {reason.text}
      </Truncate>
    );
  }
  if (wish.state === 'done' && wish.file !== null) {
    return <Truncate className="text-small text-ink-faint">{wish.file.path}</Truncate>;
  }
  return null;
}

/** What happens to a wish: the state in words, figures at the end of the line, the reason or the progress below. */
export const WishStatus = memo(function WishStatus({ wish }: { wish: Wish }) {
  const { t } = useTranslation();
  return (
    <div className="min-w-0">
      <div className="flex items-center gap-3">
        <span className={cn('flex min-w-0 flex-1 items-center gap-1 text-small font-medium', words[toneOf(wish)])}>
          {wish.state === 'done' && <Check className="size-3.5 shrink-0" strokeWidth={2.75} aria-hidden="true" />}
          <Truncate>{headline(t, wish)}</Truncate>
        </span>
        <span className="nums flex shrink-0 gap-3 text-small text-ink-soft">
          <Facts wish={wish} />
        </span>
      </div>
      <SecondLine wish={wish} />
    </div>
  );
});
