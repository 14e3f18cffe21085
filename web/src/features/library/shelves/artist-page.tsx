import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Disc3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type ArtistAlbums, addressOf, asProblem, type LibraryAlbum, type LiveFeed } from '../../../api/index.ts';
import { useFormats } from '../../../i18n/format.ts';
import { ProblemNote } from '../../../i18n/problem-note.tsx';
import { Artwork } from '../../../ui/artwork.tsx';
import { BackLink, CoverHeader } from '../../../ui/cover-header.tsx';
import { NearEnd } from '../../../ui/lists/near-end.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { useTitle } from '../../../ui/title.ts';
import { Truncate } from '../../../ui/truncate.tsx';
import { useLiveLibrary } from '../use-live-library.ts';
import { CatalogueLink } from './catalogue-link.tsx';
import { useNextPage } from './paged-shelf.tsx';
import { albumsQuery } from './queries.ts';
import { Completion, Formats } from './shelf-words.tsx';

/** What the library has of one artist: the albums with how complete each is. */
export function LibraryArtistPage({ feed, name }: { feed: LiveFeed; name: string }) {
  const { t } = useTranslation();
  useLiveLibrary(feed);
  const list = useInfiniteQuery({ ...albumsQuery(name), retry: false });
  const onNearEnd = useNextPage(list);
  const first = list.data?.pages[0];
  useTitle(first?.artist.name ?? (name || t('shelves.nobody')));
  const back = <BackLink to="/library">{t('places.library')}</BackLink>;
  if (first === undefined) {
    if (list.error === null) return <SkeletonRows rows={7} label={t('library.loading')} />;
    const problem = asProblem(list.error);
    return (
      <>
        {back}
        {problem.status === 404 ? (
          <Notice heading="h1" icon={<Disc3 className="size-8" strokeWidth={1.5} />} title={t('shelves.gone')}>
            {t('shelves.goneText')}
          </Notice>
        ) : (
          <ProblemNote large problem={problem} onRetry={() => void list.refetch()} />
        )}
      </>
    );
  }
  const albums = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <Heading page={first} back={back} />
      <ul
        aria-label={t('shelves.albumsOf', { name: first.artist.name })}
        className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-x-4 gap-y-6 sm:grid-cols-[repeat(auto-fill,minmax(11.5rem,1fr))]"
      >
        {albums.map((album) => (
          <Album key={`${album.year}|${album.title}`} artist={first.artist.name} album={album} />
        ))}
      </ul>
      {list.isFetchNextPageError && (
        <ProblemNote problem={asProblem(list.error)} onRetry={() => void list.fetchNextPage()} />
      )}
      {list.hasNextPage && <NearEnd onNear={onNearEnd} />}
    </>
  );
}

function Heading({ page, back }: { page: ArtistAlbums; back: React.ReactNode }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { artist } = page;
  return (
    <CoverHeader artist={artist.name} work={artist.name} src={addressOf(artist.artwork_url)} round back={back}>
      <h1 dir="auto" className="text-display font-semibold text-balance break-words lg:text-hero">
        {artist.name || t('shelves.nobody')}
      </h1>
      <p className="nums mt-1 text-ink-soft">
        {artist.albums > 0 && `${t('library.albums', { count: artist.albums })} · `}
        {t('library.files', { count: artist.files })} · {t('library.size', { size: formats.bytes(artist.bytes) })}
      </p>
      {artist.name !== '' && (
        <p className="mt-3 text-small">
          <CatalogueLink artistKey={page.artist_key} name={artist.name}>
            {t(page.artist_key === null ? 'shelves.watch' : 'shelves.catalogue')}
          </CatalogueLink>
        </p>
      )}
    </CoverHeader>
  );
}

function Album({ artist, album }: { artist: string; album: LibraryAlbum }) {
  const { t } = useTranslation();
  return (
    <li className="group relative min-w-0 [contain-intrinsic-size:auto_16rem] [content-visibility:auto]">
      <Artwork
        artist={artist}
        work={album.title}
        src={addressOf(album.artwork_url)}
        className="mb-2 aspect-square size-auto w-full rounded-lg transition-transform duration-200 group-hover:scale-[1.015]"
      />
      <Link
        to="/library/album"
        search={{ artist, album: album.title }}
        className="block font-semibold outline-none after:absolute after:inset-0 after:rounded-lg focus-visible:after:outline-2 focus-visible:after:outline-sea"
      >
        <Truncate>{album.title || t('shelves.noAlbum')}</Truncate>
      </Link>
      <p className="nums mt-1 flex flex-wrap items-center gap-1.5 text-small text-ink-soft">
        {album.year !== null && <span>{album.year}</span>}
        <Completion album={album} />
        <Formats album={album} />
      </p>
    </li>
  );
}
