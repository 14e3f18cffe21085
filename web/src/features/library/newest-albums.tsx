import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryFile, LiveFeed } from '../../api/index.ts';
import { AlbumTile } from './album-tile.tsx';
import { newestQuery } from './queries.ts';
import { useLiveLibrary } from './use-live-library.ts';

/** Albums that are shown; more lie in the library. */
const few = 10;

/** The first file of each album, in their order; a file without an album stands for itself. */
function albumsOf(files: readonly LibraryFile[]): LibraryFile[] {
  const seen = new Map<string, LibraryFile>();
  for (const file of files) {
    const key = JSON.stringify([artistOf(file).toLowerCase(), (file.album ?? file.path).toLowerCase()]);
    if (!seen.has(key)) seen.set(key, file);
  }
  return [...seen.values()].slice(0, few);
}

const artistOf = (file: LibraryFile): string => file.album_artist || (file.artists[0] ?? '');

/** What came into the library last, as sleeves in a row, live; nothing while the library is empty or cannot be read. */
export function NewestAlbums({ feed, more }: { feed: LiveFeed; more: ReactNode }) {
  const { t } = useTranslation();
  useLiveLibrary(feed);
  const files = useQuery(newestQuery).data?.items ?? [];
  if (files.length === 0) return null;
  return (
    <section aria-labelledby="newest-heading">
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 id="newest-heading" className="text-lead font-semibold">
          {t('dashboard.newest')}
        </h2>
        {more}
      </div>
      <ul className="-mx-4 flex gap-4 overflow-x-auto scroll-smooth px-4 py-1 [scrollbar-width:none] sm:-mx-6 sm:px-6 lg:-mx-10 lg:px-10">
        {albumsOf(files).map((file) => (
          <li key={file.id} className="group relative w-28 shrink-0 sm:w-32">
            <AlbumTile
              artist={artistOf(file)}
              album={file.album ?? ''}
              name={file.album ?? file.title}
              cover={file.artwork_url}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
