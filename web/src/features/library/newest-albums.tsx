import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, type LibraryFile, type LiveFeed } from '../../api/index.ts';
import { Artwork } from '../../ui/artwork.tsx';
import { Truncate } from '../../ui/truncate.tsx';
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
            <Artwork
              artist={artistOf(file)}
              work={file.album ?? file.title}
              src={addressOf(file.artwork_url)}
              className="mb-2 aspect-square size-auto w-full rounded-lg shadow-rest transition-transform duration-200 group-hover:scale-[1.02]"
            />
            <Link
              to="/library/album"
              search={{ artist: artistOf(file), album: file.album ?? '' }}
              className="block text-small font-medium outline-none after:absolute after:inset-0 after:rounded-lg focus-visible:after:outline-2 focus-visible:after:outline-sea"
            >
              <Truncate>{file.album ?? file.title}</Truncate>
            </Link>
            <Truncate className="text-tiny text-ink-soft">
              <bdi>{artistOf(file)}</bdi>
            </Truncate>
          </li>
        ))}
      </ul>
    </section>
  );
}
