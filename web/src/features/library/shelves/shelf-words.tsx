import { useTranslation } from 'react-i18next';
import type { LibraryAlbum } from '../../../api/index.ts';
import { Badge } from '../../../ui/badge.tsx';

/** How complete an album is, as far as anybody knows. */
export function Completion({ album }: { album: LibraryAlbum }) {
  const { t } = useTranslation();
  if (album.complete === null || album.tracks_total === null)
    return <Badge>{t('shelves.tracks', { count: album.tracks })}</Badge>;
  return (
    <Badge tone={album.complete ? 'sea' : 'amber'}>
      {album.complete
        ? t('shelves.complete', { count: album.tracks_total })
        : t('shelves.partOf', { have: album.tracks, count: album.tracks_total })}
    </Badge>
  );
}

/** The formats of an album; stands out when nothing of it was lost. */
export function Formats({ album }: { album: LibraryAlbum }) {
  return (
    <Badge tone={album.lossless === album.files ? 'sea' : 'neutral'} className="uppercase">
      {album.formats.slice(0, 3).join(' · ')}
    </Badge>
  );
}
