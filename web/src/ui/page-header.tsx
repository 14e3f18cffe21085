import type { ReactNode } from 'react';
import { cn } from './cn.ts';

/** What every page begins with: its name, beside it what can be done at once, below it what the place is for. The name stands at the same height everywhere. */
export function PageHeader({
  title,
  id,
  intro,
  aside,
  className,
  children,
}: {
  title: ReactNode;
  /** Of the heading, for a part of the page that is named by it. */
  id?: string;
  intro?: ReactNode;
  /** Beside the name: a button, or the other ways to look at the place. */
  aside?: ReactNode;
  className?: string;
  /** Below the sentence. */
  children?: ReactNode;
}) {
  return (
    <header className={cn('mb-6', className)}>
      <div className="flex min-h-10 flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 id={id} className="min-w-0 text-display font-semibold text-balance">
          {title}
        </h1>
        {aside}
      </div>
      {intro !== undefined && (
        <p className={cn('mt-1 max-w-3xl text-pretty text-ink-soft', aside !== undefined && 'max-sm:mt-3')}>{intro}</p>
      )}
      {children}
    </header>
  );
}
