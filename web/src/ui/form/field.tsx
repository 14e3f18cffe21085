import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import { cn } from '../cn.ts';

/** A line of text with its label, a hint and what is wrong with it. */
export function Field({
  label,
  hint,
  problem,
  className,
  ...rest
}: InputHTMLAttributes<HTMLInputElement> & { label: string; hint?: ReactNode; problem?: string | undefined }) {
  const id = useId();
  const described = problem !== undefined || hint !== undefined ? `${id}-note` : undefined;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-small font-medium">
        {label}
      </label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={described}
        className={cn(
          'h-10 w-full rounded-md border bg-surface px-3 text-lead focus-visible:outline-offset-0 sm:text-body',
          problem === undefined ? 'border-line' : 'border-coral',
        )}
        {...rest}
      />
      {described !== undefined && (
        <p id={described} className={cn('mt-1.5 text-small', problem === undefined ? 'text-ink-faint' : 'text-coral')}>
          {problem ?? hint}
        </p>
      )}
    </div>
  );
}
