import { Check, Minus } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import { useRef } from 'react';

/** Chosen or not; `range`: with the shift key. `some` when only a part of what it stands for is chosen. The label is for screen readers. */
export function Checkbox({
  checked,
  label,
  tabIndex,
  onChange,
}: {
  checked: boolean | 'some';
  label: string;
  tabIndex?: 0 | -1;
  onChange: (checked: boolean, range: boolean) => void;
}) {
  const shift = useRef(false);
  return (
    <Radix.Root
      checked={checked === 'some' ? 'indeterminate' : checked}
      aria-label={label}
      tabIndex={tabIndex}
      onClickCapture={(event) => {
        shift.current = event.shiftKey;
      }}
      onCheckedChange={(next) => onChange(next !== false, shift.current)}
      className="relative z-10 grid size-6 shrink-0 place-items-center rounded-sm after:size-4.5 after:rounded-xs after:border after:border-line-strong after:bg-surface data-[state=checked]:after:border-sea data-[state=checked]:after:bg-sea data-[state=indeterminate]:after:border-sea data-[state=indeterminate]:after:bg-sea"
    >
      <Radix.Indicator className="absolute z-10 text-surface">
        {checked === 'some' ? (
          <Minus className="size-3.5" strokeWidth={3} aria-hidden="true" />
        ) : (
          <Check className="size-3.5" strokeWidth={3} aria-hidden="true" />
        )}
      </Radix.Indicator>
    </Radix.Root>
  );
}
