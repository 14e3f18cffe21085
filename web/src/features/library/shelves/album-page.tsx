import { useQuery } from '@tanstack/react-query';
import { CircleDashed, Disc3 } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AlbumTracks, addressOf, asProblem, type LibraryFile, type LiveFeed } from '../../../api/index.ts';
import { useFormats } from '../../../i18n/format.ts';
import { ProblemNote } from '../../../i18n/problem-note.tsx';
import { BackLink, CoverHeader } from '../../../ui/cover-header.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { useTitle } from '../../../ui/title.ts';
import { Truncate } from '../../../ui/truncate.tsx';
import { FileDialog } from '../file-dialog.tsx';
import { Quality } from '../file-row.tsx';
import { useLiveLibrary } from '../use-live-library.ts';
import { CatalogueLink } from './catalogue-link.tsx';
import { GetTrack } from './get-track.tsx';
import { type Place, placesOf } from './places.ts';
import { tracksQuery } from './queries.ts';

const columns = 'grid grid-cols-[2rem_minmax(0,1fr)_auto_auto] items-center gap-x-3 px-3 sm:gap-x-4 sm:px-4';

/** One album: its files in their order, with the numbers that are missing in between. */
export function LibraryAlbumPage({ feed, artist, album }: { feed: LiveFeed; artist: string; album: string }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<LibraryFile | null>(null);
  const close = useCallback(() => setShown(null), []);
  useLiveLibrary(feed);
  useTitle(album || t('shelves.noAlbum'));
  const tracks = useQuery({ ...tracksQuery(artist, album), retry: false });
  const back = (
    <BackLink to="/library/artist" search={{ name: artist }}>
      {artist || t('shelves.nobody')}
    </BackLink>
  );
  if (tracks.data === undefined) {
    if (tracks.error === null) return <SkeletonRows rows={9} label={t('library.loading')} />;
    const problem = asProblem(tracks.error);
    return (
      <>
        {back}
        {problem.status === 404 ? (
          <Notice heading="h1" icon={<Disc3 className="size-8" strokeWidth={1.5} />} title={t('shelves.gone')}>
            {t('shelves.goneText')}
          </Notice>
        ) : (
          <ProblemNote large problem={problem} onRetry={() => void tracks.refetch()} />
        )}
      </>
    );
  }
  const { items, missing } = tracks.data;
  const discs = placesOf(items, missing);
  return (
    <>
      <Heading artist={artist} album={album} tracks={tracks.data} back={back} />
      {discs.map(({ disc, places }) => (
        <section key={disc} aria-label={discs.length > 1 ? t('shelves.disc', { disc }) : t('shelves.trackList')}>
          {discs.length > 1 && (
            <h2 className="mt-6 mb-2 px-3 text-small font-semibold text-ink-soft sm:px-4">
              {t('shelves.disc', { disc })}
            </h2>
          )}
          <ol className="border-t border-line">
            {places.map((place) => (
              <Track
                key={place.file?.id ?? `missing-${place.number}`}
                place={place}
                artist={artist}
                onOpen={setShown}
                getIt={
                  tracks.data.artist_key !== null && tracks.data.release_id !== null
                    ? { artistKey: tracks.data.artist_key, release: tracks.data.release_id, disc }
                    : null
                }
              />
            ))}
          </ol>
        </section>
      ))}
      {shown !== null && <FileDialog file={shown} onClose={close} />}
    </>
  );
}

function Heading({
  artist,
  album,
  tracks,
  back,
}: {
  artist: string;
  album: string;
  tracks: AlbumTracks;
  back: React.ReactNode;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { items, missing } = tracks;
  const cover = items.find((file) => file.artwork_url !== null)?.artwork_url ?? null;
  const year = items.find((file) => file.release_date !== null)?.release_date?.slice(0, 4);
  const length = items.reduce((sum, file) => sum + (file.duration_ms ?? 0), 0);
  const title = items[0]?.album ?? '';
  return (
    <CoverHeader artist={artist} work={title || album} src={addressOf(cover)} back={back}>
      <h1 dir="auto" className="text-display font-semibold text-balance break-words lg:text-hero">
        {title || t('shelves.noAlbum')}
      </h1>
      <p dir="auto" className="mt-0.5 text-lead text-ink-soft">
        {artist || t('shelves.nobody')}
      </p>
      <p className="nums mt-2 text-small text-ink-soft">
        {year !== undefined && `${year} · `}
        {t('library.files', { count: items.length })} · {formats.duration(length)}
        {missing.length > 0 && ` · ${t('shelves.missingCount', { count: missing.length })}`}
      </p>
      {missing.length > 0 && artist !== '' && (
        <p className="mt-3 text-small">
          <CatalogueLink artistKey={tracks.artist_key} name={artist}>
            {t('shelves.getMissing')}
          </CatalogueLink>
        </p>
      )}
    </CoverHeader>
  );
}

function Track({
  place,
  artist,
  onOpen,
  getIt,
}: {
  place: Place;
  artist: string;
  onOpen: (file: LibraryFile) => void;
  /** Where the catalogue has the album, so that a missing track can be had. */
  getIt: { readonly artistKey: string; readonly release: number; readonly disc: number } | null;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { number, file } = place;
  if (file === null)
    return (
      <li className={`${columns} h-12 border-b border-line text-ink-faint`}>
        <span className="nums text-end text-small">{number}</span>
        <span className="flex items-center gap-2">
          <CircleDashed className="size-4" aria-hidden="true" />
          {t('shelves.missingTrack')}
        </span>
        {getIt !== null && number !== null && (
          <span className="col-span-2 text-end">
            <GetTrack {...getIt} number={number} />
          </span>
        )}
      </li>
    );
  const others = file.artists.join(', ');
  return (
    <li
      className={`${columns} relative min-h-12 border-b border-line py-1.5 transition-colors duration-150 hover:bg-hover`}
    >
      <span className="nums text-end text-small text-ink-faint">{number ?? '–'}</span>
      <span className="min-w-0">
        <button
          type="button"
          data-file={file.id}
          aria-label={t('library.open', { title: file.title })}
          onClick={() => onOpen(file)}
          className="block w-full text-start font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-sea"
        >
          <Truncate>{file.title}</Truncate>
        </button>
        {others !== artist && <Truncate className="text-small text-ink-soft">{others}</Truncate>}
      </span>
      <Quality file={file} />
      <span className="nums w-12 text-end text-small text-ink-soft">
        {file.duration_ms === null ? '–' : formats.duration(file.duration_ms)}
      </span>
    </li>
  );
}
