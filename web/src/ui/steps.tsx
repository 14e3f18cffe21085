import { cn } from './cn.ts';

/** Seven rising bars, one for each step, like the notes of a scale. */
export function Steps({
  total,
  done,
  moving,
  tone,
  label,
  className,
}: {
  total: number;
  /** Steps that lie behind, 0 to `total`. */
  done: number;
  /** Whether the next step is being worked on now. */
  moving: boolean;
  tone: 'sea' | 'amber' | 'coral' | 'faint';
  label: string;
  className?: string;
}) {
  const fill = { sea: 'bg-sea', amber: 'bg-amber-fill', coral: 'bg-coral-fill', faint: 'bg-line-strong' }[tone];
  return (
    <span className={cn('relative inline-flex h-4 items-end gap-[3px]', className)}>
      <span className="sr-only">{label}</span>
      {Array.from({ length: total }, (_, step) => (
        <span
          // oxlint-disable-next-line react/no-array-index-key -- the step's number is its identity
          key={step}
          aria-hidden="true"
          className={cn(
            'w-1 rounded-full transition-colors duration-300',
            step < done
              ? fill
              : step === done && moving
                ? cn(fill, 'breathe')
                : step === done && tone !== 'faint' && tone !== 'sea'
                  ? fill
                  : 'bg-track',
          )}
          style={{ height: `${(5 + (11 * step) / (total - 1)) / 16}rem` }}
        />
      ))}
    </span>
  );
}
