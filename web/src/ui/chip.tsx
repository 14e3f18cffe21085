import type { ReactNode } from 'react';
import { cn } from './cn.ts';

/** A word that is on or off: a filter, or one of several things that are wanted. */
export function Chip({ pressed, onPress, children }: { pressed: boolean; onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className={cn(
        'flex h-9 shrink-0 items-center gap-2 rounded-full border px-3 text-small font-medium whitespace-nowrap transition-colors duration-150',
        pressed
          ? 'border-transparent bg-ink text-on-ink'
          : 'border-line bg-surface text-ink-soft hover:bg-hover hover:text-ink',
      )}
    >
      {children}
    </button>
  );
}
