import { Switch as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { cn } from '../cn.ts';

/** On or off, at once. The label belongs to it; `hidden` says it to screen readers only. */
export function Switch({
  label,
  hidden = false,
  hint,
  checked,
  disabled = false,
  onChange,
}: {
  label: string;
  hidden?: boolean;
  hint?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <Radix.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        aria-label={hidden ? label : undefined}
        className={cn(
          'relative h-6 w-10 shrink-0 rounded-full border transition-colors duration-150 disabled:opacity-45',
          checked ? 'border-sea bg-sea' : 'border-line-strong bg-sunken',
        )}
      >
        <Radix.Thumb
          className={cn(
            'block size-4 rounded-full transition-transform duration-150',
            checked
              ? 'translate-x-[1.2rem] bg-surface rtl:-translate-x-[1.2rem]'
              : 'translate-x-[0.15rem] bg-line-strong',
          )}
        />
      </Radix.Root>
      {!hidden && (
        <div className="min-w-0">
          <label htmlFor={id} className="block leading-6 font-medium">
            {label}
          </label>
          {hint !== undefined && <p className="text-small text-ink-soft">{hint}</p>}
        </div>
      )}
    </div>
  );
}
