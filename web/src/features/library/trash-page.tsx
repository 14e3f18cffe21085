import { useInfiniteQuery } from '@tanstack/react-query';
import { RotateCcw, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type LiveFeed, type TrashedFile } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Told } from '../../i18n/told.tsx';
import { Artwork } from '../../ui/artwork.tsx';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { Notice } from '../../ui/notice.tsx';
import { Confirm } from '../../ui/overlays/confirm.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/title.ts';
import { trashQuery } from './queries.ts';
import { useLiveLibrary } from './use-live-library.ts';
import { useTrash } from './use-trash.ts';

function Row({
  file,
  busy,
  onRestore,
  onRemove,
}: {
  file: TrashedFile;
  busy: boolean;
  onRestore: () => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const parts = file.original_path.split('/');
  const name = parts.at(-1) ?? file.original_path;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-1 py-3.5 sm:px-3">
      <Artwork artist={parts[0] ?? ''} work={parts.at(-2) ?? name} className="opacity-60 grayscale" />
      <div className="min-w-48 flex-1">
        <h2 dir="auto" className="font-semibold [overflow-wrap:anywhere]">
          {name}
        </h2>
        <p dir="auto" className="text-small text-ink-soft [overflow-wrap:anywhere]">
          {parts.slice(0, -1).join(' / ')}
        </p>
        <p className="nums text-small text-ink-faint">
          <Told said={file.reason} />
          {' · '}
          {formats.bytes(file.size_bytes)}
          {' · '}
          <time dateTime={file.trashed_at} title={formats.dateTime(file.trashed_at)}>
            {formats.relative(file.trashed_at, now)}
          </time>
          {' · '}
          {t('trash.expires', { when: formats.relative(file.expires_at, now) })}
        </p>
      </div>
      <div className="flex items-center gap-1">
        <Button size="small" disabled={busy} aria-label={t('trash.restoreOf', { name })} onClick={onRestore}>
          <RotateCcw className="size-4" aria-hidden="true" />
          {t('trash.restore')}
        </Button>
        <Button kind="quiet" size="icon" disabled={busy} aria-label={t('trash.removeOf', { name })} onClick={onRemove}>
          <Trash2 className="size-4" aria-hidden="true" />
        </Button>
      </div>
    </li>
  );
}

/** Deleted files: bring them back, or remove them for good after a question. */
export function TrashPage({ feed, aside }: { feed: LiveFeed; aside: ReactNode }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(trashQuery);
  const { restore, remove, busy } = useTrash();
  const [asked, setAsked] = useState<TrashedFile | null>(null);
  useLiveLibrary(feed);
  useTitle(t('trash.heading'));
  const files = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <PageHeader title={t('trash.heading')} intro={t('trash.intro')} aside={aside} />
      {list.data === undefined ? (
        list.error === null ? (
          <SkeletonRows rows={4} label={t('trash.loading')} />
        ) : (
          <ProblemNote large problem={asProblem(list.error)} onRetry={() => void list.refetch()} />
        )
      ) : files.length === 0 ? (
        <Notice heading="output" icon={<Trash2 className="size-8" strokeWidth={1.5} />} title={t('trash.empty')}>
          {t('trash.emptyText')}
        </Notice>
      ) : (
        <>
          <ul aria-label={t('trash.heading')} className="border-t border-line">
            {files.map((file) => (
              <Row
                key={file.id}
                file={file}
                busy={busy}
                onRestore={() => restore(file)}
                onRemove={() => setAsked(file)}
              />
            ))}
          </ul>
          {list.hasNextPage && (
            <div className="mt-4 text-center">
              <Button disabled={list.isFetching} onClick={() => void list.fetchNextPage()}>
                {t('trash.more')}
              </Button>
            </div>
          )}
        </>
      )}
      <Confirm
        open={asked !== null}
        title={t('trash.confirm')}
        action={t('trash.remove')}
        cancel={t('trash.keep')}
        closeLabel={t('app.close')}
        onClose={() => setAsked(null)}
        onConfirm={() => {
          if (asked !== null) remove(asked);
        }}
      >
        <p className="[overflow-wrap:anywhere]">{t('trash.confirmText', { path: asked?.original_path ?? '' })}</p>
      </Confirm>
    </>
  );
}
