import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

const look = 'font-medium text-sea-strong underline-offset-4 hover:underline';

/** To all releases of an artist, where whole albums are got; to where an artist is added while nobody knows this one. */
export function CatalogueLink({
  artistKey,
  name,
  children,
}: {
  artistKey: string | null;
  name: string;
  children: ReactNode;
}) {
  return artistKey === null ? (
    <Link to="/artists" search={{ q: name }} className={look}>
      {children}
    </Link>
  ) : (
    <Link to="/artists/$key" params={{ key: artistKey }} className={look}>
      {children}
    </Link>
  );
}
