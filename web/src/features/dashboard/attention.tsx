import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.ts';

/** Something that waits for a person, with the place where it can be settled. */
export interface AttentionItem {
  readonly name: string;
  readonly tone: 'coral' | 'amber';
  readonly text: string;
  /** Wraps the row in the way to the place. */
  readonly link: (className: string, children: ReactNode) => ReactNode;
}

/** What waits for a person, above everything else; nothing while nothing does. */
export function Attention({ items }: { items: readonly AttentionItem[] }) {
  const { t } = useTranslation();
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="attention-heading">
      <h2 id="attention-heading" className="sr-only">
        {t('dashboard.attention')}
      </h2>
      <ul className="flex flex-wrap gap-2">
        {items.map(({ name, tone, text, link }) => (
          <li key={name}>
            {link(
              cn(
                'flex min-h-10 items-center gap-2 rounded-md py-1.5 ps-3.5 pe-2.5 font-medium',
                tone === 'coral' ? 'bg-coral-soft text-coral' : 'bg-amber-soft text-amber',
              ),
              <>
                {text}
                <ChevronRight className="size-4 shrink-0" aria-hidden="true" />
              </>,
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
