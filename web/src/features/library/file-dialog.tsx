import { Link } from '@tanstack/react-router';
import { Copy, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { addressOf, type LibraryFile } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { Told } from '../../i18n/told.tsx';
import { Artwork } from '../../ui/artwork.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import { Quality } from './file-row.tsx';
import { useTrash } from './use-trash.ts';

/** Everything about one file. */
export function FileDialog({ file, onClose }: { file: LibraryFile; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { trash } = useTrash();
  const rows = [
    [t('library.columns.album'), file.album],
    [t('library.file.track'), file.track_number === null ? null : formats.number(file.track_number)],
    [t('library.columns.duration'), file.duration_ms === null ? null : formats.duration(file.duration_ms)],
    [t('library.columns.size'), formats.bytes(file.size_bytes)],
    [t('library.columns.added'), formats.dateTime(file.added_at)],
  ] as const;
  return (
    <Dialog open onClose={onClose} title={file.title} description={file.artists.join(', ')} closeLabel={t('app.close')}>
      <div className="flex items-start gap-5">
        <Artwork
          artist={file.album_artist || (file.artists[0] ?? '')}
          work={file.album ?? file.title}
          src={addressOf(file.artwork_url)}
          className="size-32 rounded-lg shadow-float max-sm:hidden"
        />
        <dl className="nums min-w-0 flex-1 space-y-2.5">
          {rows
            .filter(([, value]) => value !== null)
            .map(([name, value]) => (
              <div key={name} className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-3">
                <dt className="text-ink-faint">{name}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ))}
          <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-3">
            <dt className="text-ink-faint">{t('library.columns.quality')}</dt>
            <dd className="flex items-center gap-2">
              <Quality file={file} />
              {file.lossless === true && <span className="text-small text-ink-soft">{t('library.lossless')}</span>}
            </dd>
          </div>
        </dl>
      </div>
      {file.tag_problem !== null && (
        <Told as="p" className="mt-5 rounded-md bg-amber-soft p-3 text-small text-amber" said={file.tag_problem} />
      )}
      <div className="mt-5 rounded-md bg-sunken p-3">
        <p className="mb-1 text-small text-ink-soft">{t('library.file.path')}</p>
        <p dir="auto" className="text-body [overflow-wrap:anywhere]">
          {file.path}
        </p>
      </div>
      {file.wish_id !== null && (
        <Link
          to="/wishes/$id"
          params={{ id: String(file.wish_id) }}
          className="mt-3 inline-block text-small font-medium text-sea-strong underline underline-offset-2"
        >
          {t('library.file.why')}
        </Link>
      )}
      <div className="mt-4 flex flex-wrap justify-between gap-2">
        <Button
          size="small"
          onClick={() => {
            void navigator.clipboard.writeText(file.path).then(() => toast.success(t('library.file.copied')));
          }}
        >
          <Copy className="size-4" aria-hidden="true" />
          {t('library.file.copyPath')}
        </Button>
        <Button
          kind="quiet"
          size="small"
          className="text-coral hover:text-coral"
          onClick={() => {
            trash(file);
            onClose();
          }}
        >
          <Trash2 className="size-4" aria-hidden="true" />
          {t('trash.trash')}
        </Button>
      </div>
    </Dialog>
  );
}
