import { cva, type VariantProps } from 'class-variance-authority';
import type { ButtonHTMLAttributes, Ref } from 'react';
import { cn } from './cn.ts';

const look = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap transition-colors duration-150 select-none disabled:pointer-events-none disabled:opacity-45',
  {
    variants: {
      kind: {
        primary: 'bg-ink text-on-ink hover:bg-ink-soft',
        plain: 'border border-line bg-surface text-ink shadow-rest hover:bg-hover',
        quiet: 'text-ink-soft hover:bg-sunken hover:text-ink data-[state=open]:bg-sunken data-[state=open]:text-ink',
        link: 'text-sea-strong underline decoration-transparent underline-offset-4 hover:decoration-current',
      },
      size: {
        small: 'h-8 px-3 text-small',
        normal: 'h-10 px-4 text-body',
        icon: 'size-9 text-body',
        inline: 'h-auto text-small',
      },
    },
    defaultVariants: { kind: 'plain', size: 'normal' },
  },
);

/** A button; `type="button"` unless said otherwise, so that none submits a form by accident. */
export function Button({
  className,
  kind,
  size,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & VariantProps<typeof look> & { ref?: Ref<HTMLButtonElement> }) {
  return <button type="button" className={cn(look({ kind, size }), className)} {...rest} />;
}
