import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.ts';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** A service as the overview shows it. */
export interface Service {
  readonly name: string;
  readonly mood: 'well' | 'limited' | 'signedOut' | 'gone' | 'off' | 'unknown';
  /** What is the matter and what to do, when something is; the server's sentence is in English. */
  readonly note?: { readonly text: string; readonly lang?: 'en' } | undefined;
  /** The way to its place. */
  readonly link?: ReactNode;
}

const dots = {
  well: 'bg-sea',
  limited: 'bg-amber-fill',
  signedOut: 'bg-amber-fill',
  gone: 'bg-coral-fill',
  off: 'border-2 border-line-strong',
  unknown: 'bg-line-strong',
};
const words = {
  well: 'text-sea-strong',
  limited: 'text-amber',
  signedOut: 'text-amber',
  gone: 'text-coral',
  off: 'text-ink-faint',
  unknown: 'text-ink-faint',
};

/** Whom Harmony works with, how they are, and what to do when they are not well. */
export function ServicesPanel({ services }: { services: readonly Service[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('dashboard.services.title')}>
      <ul className="divide-y divide-line">
        {services.map(({ name, mood, note, link }) => (
          <li key={name} className="py-2.5 first:pt-0 last:pb-0">
            <div className="flex items-center gap-3">
              <span aria-hidden="true" className={cn('size-2 shrink-0 rounded-full', dots[mood])} />
              <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
              {mood === 'unknown' ? (
                <>
                  <span className="sr-only">{t('dashboard.services.unknown')}</span>
                  <Skeleton className="w-20" />
                </>
              ) : (
                <span className={cn('text-small font-medium', words[mood])}>{t(`dashboard.services.${mood}`)}</span>
              )}
            </div>
            {note !== undefined && (
              <p className="mt-1 ps-5 text-small text-ink-soft" lang={note.lang}>
                {note.text} {link}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
