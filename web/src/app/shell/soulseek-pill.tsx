import { useQuery } from '@tanstack/react-query';
import { Popover } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { Told } from '../../i18n/told.tsx';
import { cn } from '../../ui/cn.ts';
import { type Mood, soulseekMood, soulseekStatusQuery } from '../services.ts';

const dot: Record<Mood, string> = {
  well: 'bg-sea',
  limited: 'bg-amber-fill',
  gone: 'bg-coral-fill',
  off: 'bg-line-strong',
  unknown: 'bg-line-strong',
};

/** Whether Soulseek can be asked, in a word; the sentence and the remedy behind it. */
export function SoulseekPill({ narrow = false }: { narrow?: boolean }) {
  const { t } = useTranslation();
  const answer = useQuery(soulseekStatusQuery);
  const { data, isPending } = answer;

  const mood = soulseekMood(answer);
  const words = {
    well: t('soulseek.connected'),
    limited: t('soulseek.signedOut'),
    gone: t('soulseek.disconnected'),
    off: t('soulseek.off'),
    unknown: isPending ? t('soulseek.checking') : t('soulseek.unknown'),
  }[mood];
  return (
    <Popover.Root>
      <Popover.Trigger
        className={cn(
          'flex h-9 min-w-0 items-center gap-2.5 rounded-full border border-line bg-surface px-3 text-small font-medium transition-colors duration-150 hover:bg-hover lg:rounded-lg lg:text-start',
          narrow ? 'w-full justify-center' : 'lg:h-12 lg:flex-1',
        )}
      >
        <span aria-hidden="true" className={cn('size-2 shrink-0 rounded-full', dot[mood])} />
        <span className={narrow ? 'sr-only' : 'flex min-w-0 gap-1.5 lg:block'}>
          <span className={cn('block', mood !== 'well' && 'max-lg:sr-only')}>{t('soulseek.name')}</span>
          <span
            className={cn('block truncate font-normal text-ink-soft lg:text-tiny', mood === 'well' && 'max-lg:sr-only')}
          >
            {words}
          </span>
        </span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          side="bottom"
          sideOffset={6}
          collisionPadding={12}
          aria-label={t('soulseek.name')}
          className="rise z-40 w-72 rounded-lg border border-line bg-surface p-4 text-body shadow-float"
        >
          <p className="flex items-center gap-2 font-semibold">
            <span aria-hidden="true" className={cn('size-2 rounded-full', dot[mood])} />
            {mood === 'well' && data?.username ? t('soulseek.connectedAs', { username: data.username }) : words}
          </p>
          {mood === 'limited' && <p className="mt-1.5 text-ink-soft">{t('soulseek.signedOutText')}</p>}
          {mood === 'gone' && <p className="mt-1.5 text-ink-soft">{t('soulseek.disconnectedText')}</p>}
          {data?.detail && mood !== 'well' && (
            <Told
              as="p"
              className="mt-2 rounded-md bg-sunken p-2 text-small break-words text-ink-soft"
              said={`${data.detail} ${data.remedy}`}
            />
          )}
          {data?.version && (
            <p className="nums mt-2 text-small text-ink-faint">{t('soulseek.version', { version: data.version })}</p>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
