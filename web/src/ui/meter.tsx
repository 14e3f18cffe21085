import type { ReactNode } from 'react';
import { cn } from './cn.ts';

const fills = { sea: 'bg-sea', amber: 'bg-amber-fill', coral: 'bg-coral-fill' };

/** How much of something is used, as a line with its figure in words. `share` is 0 to 1. */
export function Meter({
  label,
  value,
  share,
  tone = 'sea',
  note,
}: {
  label: string;
  value: string;
  share: number;
  tone?: 'sea' | 'amber' | 'coral';
  note?: ReactNode;
}) {
  return (
    <div>
      <p className="nums mb-1.5 flex flex-wrap justify-between gap-x-3 text-small">
        <span className="font-medium">{label}</span>
        <span className="text-ink-soft">{value}</span>
      </p>
      <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-track">
        <span
          className={cn('block h-full rounded-full transition-[width] duration-500 ease-calm', fills[tone])}
          style={{ width: `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%` }}
        />
      </div>
      {note !== undefined && <p className="mt-1.5 text-small text-ink-soft">{note}</p>}
    </div>
  );
}
