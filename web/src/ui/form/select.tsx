import { ChevronDown } from 'lucide-react';
import { useId } from 'react';

/** One of several, with its label. The browser's own list, so that it is at home on every device. */
export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: readonly { readonly value: Value; readonly label: string }[];
  onChange: (value: Value) => void;
}) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-small font-medium">
        {label}
      </label>
      <div className="relative">
        <select
          id={id}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
          className="h-10 w-full appearance-none rounded-md border border-line bg-surface ps-3 pe-9 text-lead focus-visible:outline-offset-0 sm:text-body"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          className="pointer-events-none absolute end-3 top-3 size-4 text-ink-faint"
          aria-hidden="true"
          strokeWidth={1.75}
        />
      </div>
    </div>
  );
}
