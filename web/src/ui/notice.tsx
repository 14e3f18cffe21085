import type { ReactNode } from 'react';
import { cn } from './cn.ts';

/** A large, friendly "nothing here" or "that went wrong", always with what to do next. */
export function Notice({
  icon,
  title,
  children,
  actions,
  alert = false,
  heading: Heading = 'p',
  className,
}: {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** Whether a screen reader must hear of it at once. */
  alert?: boolean;
  /** `h1` when this is all that the page says; `output` when it answers what somebody has just done. */
  heading?: 'h1' | 'p' | 'output';
  className?: string;
}) {
  return (
    <div
      role={alert ? 'alert' : undefined}
      className={cn('flex flex-col items-center px-6 py-14 text-center', className)}
    >
      <div
        className={cn(
          'mb-5 grid size-16 place-items-center rounded-xl',
          alert ? 'bg-coral-soft text-coral' : 'bg-sea-soft text-sea-strong',
        )}
        aria-hidden="true"
      >
        {icon}
      </div>
      <Heading className="text-lead font-semibold text-balance">{title}</Heading>
      {children !== undefined && (
        <div className="mt-1.5 max-w-prose text-body text-balance text-ink-soft">{children}</div>
      )}
      {actions !== undefined && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
