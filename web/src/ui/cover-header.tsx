import { createLink } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { Artwork } from './artwork.tsx';
import { cn } from './cn.ts';

/** Heading of an artist or album: its artwork, large, which also lends the place its colour. */
export function CoverHeader({
  artist,
  work,
  src,
  round = false,
  back,
  aside,
  children,
}: {
  artist: string;
  work: string;
  src: string | null;
  round?: boolean;
  back: ReactNode;
  /** At the other end: what can be done at once. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      {back}
      <header className="relative isolate mb-6 overflow-hidden rounded-xl border border-line bg-surface p-4 shadow-rest sm:p-6">
        <div aria-hidden="true" className="absolute -inset-16 -z-10 opacity-30 blur-3xl saturate-150 dark:opacity-35">
          <Artwork artist={artist} work={work} src={src} className="size-full rounded-none" />
        </div>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
          <Artwork
            key={src}
            artist={artist}
            work={work}
            src={src}
            className={cn('size-24 sm:size-36', round ? 'rounded-full' : 'rounded-xl shadow-float')}
          />
          <div className="min-w-0 flex-1 basis-52">{children}</div>
          {aside}
        </div>
      </header>
    </>
  );
}

function Back({ children, ...link }: ComponentProps<'a'>) {
  return (
    <a
      {...link}
      className="mb-4 inline-flex items-center gap-1 rounded-md text-small font-medium text-ink-soft hover:text-ink"
    >
      <ChevronLeft className="size-4 rtl:rotate-180" aria-hidden="true" />
      {children}
    </a>
  );
}

/** The way back to where this came from. */
export const BackLink = createLink(Back);
