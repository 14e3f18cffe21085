import type { ReactNode } from 'react';
import { cn } from './cn.ts';

/** A part of a page on a ground of its own, with a heading. */
export function Panel({
  title,
  aside,
  children,
  className,
}: {
  title: ReactNode;
  /** Beside the heading: a badge or a button. */
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section className={cn('rounded-xl border border-line bg-surface p-5 shadow-rest sm:p-6', className)}>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 className="text-lead font-semibold">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
