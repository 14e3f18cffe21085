import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, type LibraryArtists } from '../../../api/index.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Artwork } from '../../../ui/artwork.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { useWindowRows } from '../../../ui/lists/window-rows.ts';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { Truncate } from '../../../ui/truncate.tsx';
import { useNextPage } from './paged-shelf.tsx';
import { artistsQuery } from './queries.ts';
import { SearchedShelf, type SearchedShelfProps } from './searched-shelf.tsx';

type Artist = LibraryArtists['items'][number];

/** Everybody of whom the library has something, by name. */
export function LibraryArtistsPage(props: SearchedShelfProps) {
  const { t } = useTranslation();
  const list = useInfiniteQuery({ ...artistsQuery(props.query), placeholderData: keepPreviousData });
  const artists = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const onNearEnd = useNextPage(list);
  return (
    <SearchedShelf
      {...props}
      label={t('shelves.search')}
      noneFound={t('shelves.noneFound')}
      list={list}
      count={artists.length}
      skeleton={<SkeletonRows rows={9} label={t('library.loading')} className="border-t border-line" />}
    >
      <ArtistList artists={artists} whole={!list.hasNextPage} onNearEnd={onNearEnd} />
    </SearchedShelf>
  );
}

function ArtistList({
  artists,
  whole,
  onNearEnd,
}: {
  artists: readonly Artist[];
  whole: boolean;
  onNearEnd: () => void;
}) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const focusNext = useRef<number | null>(null);
  const { rows, inView, top } = useWindowRows({ list, count: artists.length, estimate: 64, onNearEnd });
  useEffect(() => {
    const link = list.current?.querySelector<HTMLElement>(`[data-index="${focusNext.current}"] a`);
    if (!link) return;
    focusNext.current = null;
    link.focus({ preventScroll: true });
  });
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
    const at = Number(row?.dataset['index'] ?? 0);
    const goal = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: artists.length - 1 }[event.key];
    if (goal === undefined || artists[goal] === undefined) return;
    event.preventDefault();
    rows.scrollToIndex(goal, { align: 'auto' });
    const there = list.current?.querySelector<HTMLElement>(`[data-index="${goal}"] a`);
    if (there) there.focus({ preventScroll: true });
    else focusNext.current = goal;
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys between the links inside
    <ul
      ref={list}
      aria-label={t('shelves.artists')}
      className="relative border-t border-line"
      style={{ height: rows.getTotalSize() }}
      onKeyDown={onKeyDown}
    >
      {inView.map((row) => {
        const artist = artists[row.index];
        if (artist === undefined) return null;
        return (
          <li
            key={row.key}
            data-index={row.index}
            aria-setsize={whole ? artists.length : -1}
            aria-posinset={row.index + 1}
            className="absolute inset-x-0 top-0 h-16"
            style={{ transform: `translateY(${row.start - top}px)` }}
          >
            <ArtistRow artist={artist} />
          </li>
        );
      })}
    </ul>
  );
}

function ArtistRow({ artist }: { artist: Artist }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Link
      to="/library/artist"
      search={{ name: artist.name }}
      className="flex h-16 items-center gap-4 border-b border-line px-3 transition-colors duration-150 hover:bg-hover focus-visible:-outline-offset-2 sm:px-4"
    >
      <Artwork
        artist={artist.name}
        work={artist.name}
        src={addressOf(artist.artwork_url)}
        className="size-10 rounded-full"
      />
      <span className="min-w-0 flex-1">
        <Truncate className="font-semibold">{artist.name || t('shelves.nobody')}</Truncate>
        <span className="nums block text-small text-ink-soft">
          {artist.albums > 0 && `${t('library.albums', { count: artist.albums })} · `}
          {t('library.files', { count: artist.files })}
        </span>
      </span>
      {artist.lossless === artist.files && <Badge tone="sea">{t('library.lossless')}</Badge>}
      <span className="nums w-18 text-end text-small text-ink-faint max-sm:hidden">{formats.bytes(artist.bytes)}</span>
    </Link>
  );
}
