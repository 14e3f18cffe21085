import { cva, type VariantProps } from 'class-variance-authority';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

const look = cva('inline-flex h-5 items-center gap-1 rounded-xs px-1.5 text-tiny font-medium whitespace-nowrap nums', {
  variants: {
    tone: {
      neutral: 'bg-sunken text-ink-soft',
      sea: 'bg-sea-soft text-sea-strong',
      amber: 'bg-amber-soft text-amber',
      coral: 'bg-coral-soft text-coral',
    },
  },
  defaultVariants: { tone: 'neutral' },
});

/** A short word on a tinted ground. */
export function Badge({
  tone,
  className,
  children,
}: VariantProps<typeof look> & { className?: string; children: ReactNode }) {
  return <span className={cn(look({ tone }), className)}>{children}</span>;
}
