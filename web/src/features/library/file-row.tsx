import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, type LibraryFile } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { Artwork } from '../../ui/artwork.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Truncate } from '../../ui/truncate.tsx';

/** Columns of the list from tablet width on; the heading uses the same. */
export const fileColumns =
  'grid-cols-[2.75rem_minmax(0,1fr)_auto] md:grid-cols-[2.75rem_minmax(0,1.3fr)_minmax(0,1fr)_3.5rem_7.5rem_4.5rem] lg:grid-cols-[2.75rem_minmax(0,1.3fr)_minmax(0,1fr)_3.5rem_8.5rem_4.5rem_6rem]';

/** The format with its bit rate; lossless ones stand out. */
export function Quality({ file }: { file: LibraryFile }) {
  const formats = useFormats();
  return (
    <Badge tone={file.lossless ? 'sea' : 'neutral'}>
      <span className="uppercase">{file.format}</span>
      {file.bitrate_kbps !== null && <span className="font-normal">{formats.number(file.bitrate_kbps)}</span>}
    </Badge>
  );
}

/** One file as a row; the whole row opens its details. */
export const FileRow = memo(function FileRow({
  file,
  reachable,
  wide,
  onOpen,
}: {
  file: LibraryFile;
  reachable: boolean;
  wide: boolean;
  onOpen: (file: LibraryFile) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const artists = file.artists.join(', ');
  const duration = file.duration_ms === null ? '–' : formats.duration(file.duration_ms);
  return (
    <div
      className={`relative grid h-16 items-center gap-x-3 border-b border-line px-3 transition-colors duration-150 hover:bg-hover sm:px-4 md:gap-x-4 ${fileColumns}`}
    >
      <Artwork
        artist={file.artists[0] ?? ''}
        work={file.album ?? file.title}
        src={addressOf(file.artwork_url)}
        className="size-10"
      />
      <div className="min-w-0">
        <button
          type="button"
          data-file={file.id}
          tabIndex={reachable ? 0 : -1}
          aria-label={t('library.open', { title: `${file.title}, ${artists}` })}
          onClick={() => onOpen(file)}
          className="block w-full text-start font-semibold outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-sea"
        >
          <Truncate>{file.title}</Truncate>
        </button>
        <Truncate className="text-small text-ink-soft">{artists}</Truncate>
      </div>
      {wide ? (
        <>
          <Truncate className="text-small text-ink-soft">
            {file.album ?? ''}
            {file.album !== null && file.track_number !== null && (
              <span className="text-ink-faint"> · {file.track_number}</span>
            )}
          </Truncate>
          <span className="nums text-end text-small text-ink-soft">{duration}</span>
          <span className="flex justify-end">
            <Quality file={file} />
          </span>
          <span className="nums text-end text-small text-ink-soft">{formats.bytes(file.size_bytes)}</span>
          <span className="nums hidden text-end text-small text-ink-faint lg:block">{formats.date(file.added_at)}</span>
        </>
      ) : (
        <span className="flex flex-col items-end gap-1">
          <Quality file={file} />
          <span className="nums text-tiny text-ink-faint">{duration}</span>
        </span>
      )}
    </div>
  );
});
