import { cn } from './cn.ts';

/** How far something is, in percent. */
export function ProgressBar({ value, label, className }: { value: number; label: string; className?: string }) {
  const percent = Math.max(0, Math.min(100, value));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
      className={cn('h-1 overflow-hidden rounded-full bg-track', className)}
    >
      <div
        className="h-full origin-left rounded-full bg-sea transition-transform duration-500 ease-calm rtl:origin-right"
        style={{ transform: `scaleX(${percent / 100})` }}
      />
    </div>
  );
}
