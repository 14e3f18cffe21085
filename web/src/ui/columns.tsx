import type { ReactNode } from 'react';
import { cn } from './cn.ts';

/** The main part of a page, and on wide screens a column beside it for what is looked at now and then. On narrow ones that stands below, or above. */
export function Columns({
  beside,
  besideFirst = false,
  children,
}: {
  beside: ReactNode;
  /** Whether it stands above the main part where there is no room beside it. */
  besideFirst?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_var(--container-beside)]">
      <div className="min-w-0 space-y-6">{children}</div>
      <div className={cn('min-w-0 space-y-6', besideFirst && 'max-xl:order-first')}>{beside}</div>
    </div>
  );
}
