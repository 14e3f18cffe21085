import type { ReactNode } from 'react';
import { cn } from './cn.ts';

function showWhatIsCut(event: { currentTarget: HTMLElement }): void {
  const element = event.currentTarget;
  if (element.scrollWidth > element.clientWidth) element.title = element.textContent;
  else element.removeAttribute('title');
}

/** One line of text that ends in an ellipsis and tells the rest on hover; finds its own direction. */
export function Truncate({ children, className, lang }: { children: ReactNode; className?: string; lang?: string }) {
  return (
    <span dir="auto" lang={lang} className={cn('block truncate', className)} onPointerEnter={showWhatIsCut}>
      {children}
    </span>
  );
}
