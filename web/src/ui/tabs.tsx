import { type KeyboardEvent, type ReactNode, useEffect, useId } from 'react';
import { cn } from './cn.ts';

/** One of several views of the same place; the address remembers which. Arrow keys move between them. */
export function Tabs<Value extends string>({
  label,
  value,
  options,
  onChange,
  children,
}: {
  label: string;
  value: Value;
  options: readonly { readonly value: Value; readonly label: string; readonly aside?: ReactNode }[];
  onChange: (value: Value) => void;
  children: ReactNode;
}) {
  const id = useId();
  // On a phone there may be more tabs than room.
  useEffect(() => {
    document.getElementById(`${id}-${value}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [id, value]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const index = options.findIndex((option) => option.value === value);
    const next = options[(index + step + options.length) % options.length];
    if (next === undefined) return;
    event.preventDefault();
    onChange(next.value);
    document.getElementById(`${id}-${next.value}`)?.focus();
  };
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the tabs inside take the focus, as the pattern has it */}
      <div
        role="tablist"
        aria-label={label}
        className="mb-5 flex gap-6 overflow-x-auto border-b border-line [scrollbar-width:none]"
        onKeyDown={onKeyDown}
      >
        {options.map((option) => {
          const chosen = option.value === value;
          return (
            <button
              key={option.value}
              id={`${id}-${option.value}`}
              type="button"
              role="tab"
              aria-selected={chosen}
              aria-controls={chosen ? `${id}-panel` : undefined}
              tabIndex={chosen ? 0 : -1}
              onClick={() => onChange(option.value)}
              className={cn(
                'flex h-10 shrink-0 items-center gap-2 border-b-2 text-body font-medium transition-colors duration-150',
                chosen ? 'border-sea text-ink' : 'border-transparent text-ink-soft hover:text-ink',
              )}
            >
              {option.label}
              {option.aside}
            </button>
          );
        })}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`}>
        {children}
      </div>
    </>
  );
}
