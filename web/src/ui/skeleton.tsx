import { cn } from './cn.ts';

/** Rows of the shape that is about to come. `label` is what a screen reader says meanwhile. */
export function SkeletonRows({ rows, label, className }: { rows: number; label: string; className?: string }) {
  return (
    <div className={className}>
      <output className="sr-only">{label}</output>
      {Array.from({ length: rows }, (_, index) => (
        <div
          // oxlint-disable-next-line react/no-array-index-key -- rows without identity
          key={index}
          aria-hidden="true"
          className="flex h-18 items-center gap-4 border-b border-line px-3 sm:px-4"
          style={{ opacity: 1 - index / (rows + 2) }}
        >
          <div className="shimmer size-11 shrink-0 rounded-md" />
          <div className="flex-1 space-y-2">
            <div className="shimmer h-3 rounded-full" style={{ width: `${28 + ((index * 37) % 30)}%` }} />
            <div className="shimmer h-2.5 rounded-full" style={{ width: `${16 + ((index * 23) % 18)}%` }} />
          </div>
          <div className="shimmer hidden h-2.5 w-32 rounded-full sm:block" />
        </div>
      ))}
    </div>
  );
}

/** Squares of the shape that is about to come. `label` is what a screen reader says meanwhile. */
export function SkeletonTiles({ tiles, label }: { tiles: number; label: string }) {
  return (
    <>
      <output className="sr-only">{label}</output>
      <div
        aria-hidden="true"
        className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-5 sm:grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))]"
      >
        {Array.from({ length: tiles }, (_, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- tiles without identity
          <div key={index} className="space-y-2.5" style={{ opacity: 1 - index / (tiles + 4) }}>
            <div className="shimmer aspect-square rounded-lg" />
            <div className="shimmer h-2.5 w-2/3 rounded-full" />
            <div className="shimmer h-2.5 w-1/3 rounded-full" />
          </div>
        ))}
      </div>
    </>
  );
}

/** A grey place for a number or a word. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn('shimmer inline-block h-4 rounded-sm', className)} />;
}

/** Grey lines of text that is about to come. `label` is what a screen reader says meanwhile. */
export function SkeletonLines({ lines, label }: { lines: number; label: string }) {
  return (
    <div className="space-y-3">
      <output className="sr-only">{label}</output>
      {Array.from({ length: lines }, (_, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines without identity
        <Skeleton key={index} className={index % 2 === 0 ? 'block w-3/4' : 'block w-1/2'} />
      ))}
    </div>
  );
}
