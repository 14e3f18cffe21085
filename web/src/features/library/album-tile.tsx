import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { addressOf } from '../../api/index.ts';
import { Artwork } from '../../ui/artwork.tsx';
import { Truncate } from '../../ui/truncate.tsx';

/** An album as its sleeve with title and artist, leading to its tracks; the element around it is a `group` with a place of its own. */
export function AlbumTile({
  artist,
  album,
  name = album,
  cover,
  children,
}: {
  artist: string;
  /** Its title as the library knows it; empty: files without one. */
  album: string;
  /** What it is called here. */
  name?: string;
  cover: string | null | undefined;
  /** After the artist. */
  children?: ReactNode;
}) {
  return (
    <>
      <Artwork
        artist={artist}
        work={name}
        src={addressOf(cover)}
        className="mb-2 aspect-square size-auto w-full rounded-lg shadow-rest transition-transform duration-200 ease-calm group-hover:scale-[1.02]"
      />
      <Link
        to="/library/album"
        search={{ artist, album }}
        className="block text-small font-medium outline-none after:absolute after:inset-0 after:rounded-lg focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-sea"
      >
        <Truncate>{name}</Truncate>
      </Link>
      <Truncate className="text-small text-ink-soft">
        <bdi>{artist}</bdi>
        {children}
      </Truncate>
    </>
  );
}
