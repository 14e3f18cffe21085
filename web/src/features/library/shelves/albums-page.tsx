import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LibraryWall } from '../../../api/index.ts';
import { VirtualTiles } from '../../../ui/lists/virtual-tiles.tsx';
import { SkeletonTiles } from '../../../ui/skeleton.tsx';
import { AlbumTile } from '../album-tile.tsx';
import { useNextPage } from './paged-shelf.tsx';
import { wallQuery } from './queries.ts';
import { SearchedShelf, type SearchedShelfProps } from './searched-shelf.tsx';

type Album = LibraryWall['items'][number];

/** All albums of the library as a wall of sleeves, by artist. */
export function LibraryAlbumsPage(props: SearchedShelfProps) {
  const { t } = useTranslation();
  const list = useInfiniteQuery({ ...wallQuery(props.query), placeholderData: keepPreviousData });
  const albums = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const onNearEnd = useNextPage(list);
  return (
    <SearchedShelf
      {...props}
      label={t('shelves.searchAlbums')}
      noneFound={t('shelves.noAlbumFound')}
      list={list}
      count={albums.length}
      skeleton={<SkeletonTiles tiles={12} label={t('library.loading')} />}
    >
      <VirtualTiles
        tiles={albums}
        label={t('shelves.albums')}
        whole={!list.hasNextPage}
        keyOf={({ artist, title }: Album) => JSON.stringify([artist, title])}
        onNearEnd={onNearEnd}
      >
        {({ artist, title, year, artwork_url: cover }) => (
          <AlbumTile artist={artist} album={title} cover={cover}>
            {year !== null && <span className="nums text-ink-faint"> · {year}</span>}
          </AlbumTile>
        )}
      </VirtualTiles>
    </SearchedShelf>
  );
}
