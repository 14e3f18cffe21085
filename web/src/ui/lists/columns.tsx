import type { ReactNode } from 'react';
import { cn } from '../cn.ts';

/** The main part of a page, and on wide screens a column beside it for what is looked at now and then. On narrow ones that stands below, or above. */
export function Columns({
  beside,
  besideFirst = false,
  stacked = false,
  children,
}: {
  beside: ReactNode;
  /** Whether it stands above the main part where there is no room beside it. */
  besideFirst?: boolean;
  /** Whether it has the whole width, while it is all that matters. */
  stacked?: boolean;
  /** The main part; it may be empty while `stacked`. */
  children: ReactNode;
}) {
  return (
    <div
      className={cn(
        'grid grid-cols-[minmax(0,1fr)] items-start gap-6',
        !stacked && 'xl:grid-cols-[minmax(0,1fr)_var(--container-beside)]',
      )}
    >
      <div className="min-w-0 space-y-6 empty:hidden">{children}</div>
      <div className={cn('min-w-0 space-y-6', besideFirst && (stacked ? 'order-first' : 'max-xl:order-first'))}>
        {beside}
      </div>
    </div>
  );
}
