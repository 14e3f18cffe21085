import { memo, useState } from 'react';
import { cn } from './cn.ts';

/** FNV-1a over UTF-16 units, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/). Only has to look random. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}

const ink = (hue: number, lighter: number, chroma = 1): string =>
  `oklch(calc(var(--art-lightness) + ${lighter}) calc(var(--art-chroma) * ${chroma}) ${hue})`;

/**
 * Sleeve drawn from names, so that no picture has to be fetched: the artist gives the hue, so that records of one artist
 * look related; the album or title gives the pattern.
 */
function sleeve(artist: string, work: string): string {
  const hue = hash(artist.toLowerCase()) % 360;
  const seed = hash(`${artist}\n${work}`.toLowerCase());
  const second = (hue + 40 + (seed % 70)) % 360;
  const x = 15 + ((seed >>> 8) % 70);
  const y = 15 + ((seed >>> 16) % 70);
  const angle = (seed >>> 4) % 360;
  const ground = `linear-gradient(${angle}deg, ${ink(hue, -0.06)}, ${ink(second, 0.08)})`;
  const light = ink(second, 0.2, 0.8);
  const deep = ink(hue, -0.22, 0.9);
  const patterns = [
    `radial-gradient(circle at ${x}% ${y}%, ${light} 0 16%, ${deep} 16.5% 34%, transparent 34.5%)`,
    `linear-gradient(${angle}deg, transparent 0 46%, ${light} 46.5% 58%, ${deep} 58.5%)`,
    `radial-gradient(circle at 50% 118%, ${light} 0 48%, ${deep} 48.5% 62%, transparent 62.5%)`,
    `conic-gradient(from ${angle}deg at ${x}% ${y}%, ${deep}, transparent 35%, ${light} 70%, ${deep})`,
    `radial-gradient(circle at ${x}% ${y}%, transparent 0 22%, ${light} 22.5% 30%, transparent 30.5% 44%, ${deep} 44.5% 54%, transparent 54.5%)`,
  ];
  return `${patterns[seed % patterns.length] ?? ''}, ${ground}`;
}

/**
 * The sleeve as a square, with the real cover over it once that has arrived; both take the same room, so nothing moves. Decoration only, so it says
 * nothing to a screen reader.
 */
export const Artwork = memo(function Artwork({
  artist,
  work,
  src,
  className,
}: {
  artist: string;
  work: string;
  /** Address of the cover, if there is one. */
  src?: string | null;
  className?: string;
}) {
  const [broken, setBroken] = useState<string | null>(null);
  const shown = src === undefined || src === null || src === broken ? null : src;
  return (
    <span
      aria-hidden="true"
      className={cn('relative block size-11 shrink-0 overflow-hidden rounded-md shadow-sleeve', className)}
      style={{ backgroundImage: sleeve(artist, work) }}
    >
      {shown !== null && (
        <img
          src={shown}
          alt=""
          width={96}
          height={96}
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setBroken(shown)}
          className="absolute inset-0 size-full object-cover"
        />
      )}
    </span>
  );
});
