import { cn } from './cn.ts';

/** How far something is, in percent. */
export function ProgressBar({ value, label, className }: { value: number; label: string; className?: string }) {
  return (
    <progress
      aria-label={label}
      max={100}
      value={Math.max(0, Math.min(100, value))}
      className={cn(
        'h-1 appearance-none overflow-hidden rounded-full border-0 bg-track [&::-moz-progress-bar]:bg-sea [&::-webkit-progress-bar]:bg-track [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-sea [&::-webkit-progress-value]:transition-[inline-size] [&::-webkit-progress-value]:duration-500',
        className,
      )}
    />
  );
}
