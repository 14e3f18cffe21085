import { Tooltip as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { overlays } from './overlays.tsx';

/** Wraps the page once, so that tooltips share their delay. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Radix.Provider delayDuration={450}>{children}</Radix.Provider>;
}

/** Says the name of an icon button on hover and focus. The child must carry the accessible name itself. */
export function Tooltip({
  text,
  side = 'top',
  children,
}: {
  text: ReactNode;
  side?: 'top' | 'right';
  children: ReactNode;
}) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal container={overlays()}>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="rise z-50 max-w-72 rounded-md bg-ink px-2.5 py-1.5 text-small text-on-ink shadow-float"
        >
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
