import { type ReactNode, useEffect, useRef } from 'react';

/** The look of one link among `Segments`. */
export const segment =
  'shrink-0 rounded-md px-3 py-1.5 text-small font-medium text-ink-soft transition-colors duration-150 hover:text-ink aria-[current=page]:bg-surface aria-[current=page]:text-ink aria-[current=page]:shadow-rest';

/** Links to the other ways to look at the same place, side by side; those without room are scrolled to. */
export function Segments({ label, children }: { label: string; children: ReactNode }) {
  const nav = useRef<HTMLElement>(null);
  // on a phone there may be more of them than room
  useEffect(() => {
    const here = nav.current?.querySelector('[aria-current=page]');
    here?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, []);
  return (
    <nav
      ref={nav}
      aria-label={label}
      className="flex max-w-full gap-1 overflow-x-auto rounded-lg bg-sunken p-1 [scrollbar-width:none]"
    >
      {children}
    </nav>
  );
}
