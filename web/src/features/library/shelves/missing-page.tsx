import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { FileCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { asProblem, forgetMissing, type LiveFeed, type MissingFiles } from '../../../api/index.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useProblemText } from '../../../i18n/problem-note.tsx';
import { Artwork } from '../../../ui/artwork.tsx';
import { Button } from '../../../ui/button.tsx';
import { useNow } from '../../../ui/clock.ts';
import { VirtualRows } from '../../../ui/lists/virtual-rows.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Confirm } from '../../../ui/overlays/confirm.tsx';
import { useTitle } from '../../../ui/title.ts';
import { ScanPanel } from '../scan-panel.tsx';
import { useLiveLibrary } from '../use-live-library.ts';
import { PagedShelf, useNextPage } from './paged-shelf.tsx';
import { missingQuery } from './queries.ts';
import { ShelfHeader } from './shelf-nav.tsx';

type MissingFile = MissingFiles['items'][number];

/** Files that were there and are not in the music folder any more: they come back by themselves when the file does, or are forgotten. */
export function MissingPage({ feed }: { feed: LiveFeed }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const explain = useProblemText();
  useLiveLibrary(feed);
  useTitle(t('shelves.missing.title'));
  const list = useInfiniteQuery(missingQuery);
  const onNearEnd = useNextPage(list);
  const [asked, setAsked] = useState<MissingFile | null>(null);
  const forget = useMutation({
    mutationFn: (file: MissingFile) => forgetMissing(file.id),
    onSuccess: () => toast.success(t('shelves.missing.forgotten')),
    onError: (error) => toast.error(t('trash.failed'), { description: explain(asProblem(error)).text }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['library'] }),
        client.invalidateQueries({ queryKey: ['library-scan'] }),
      ]),
  });
  const files = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <ShelfHeader title={t('shelves.missing.title')} intro={t('shelves.missing.intro')} />
      <ScanPanel feed={feed} />
      <PagedShelf
        list={list}
        count={files.length}
        empty={
          <Notice
            heading="output"
            icon={<FileCheck className="size-8" strokeWidth={1.5} />}
            title={t('shelves.missing.none')}
          >
            {t('shelves.missing.noneText')}
          </Notice>
        }
      >
        <VirtualRows
          rows={files}
          label={t('shelves.missing.title')}
          height={97}
          keyOf={({ id }) => id}
          onNearEnd={onNearEnd}
        >
          {(file) => <Row file={file} busy={forget.isPending} onForget={() => setAsked(file)} />}
        </VirtualRows>
      </PagedShelf>
      <Confirm
        open={asked !== null}
        title={t('shelves.missing.confirm')}
        action={t('shelves.missing.forget')}
        cancel={t('trash.keep')}
        closeLabel={t('app.close')}
        onClose={() => setAsked(null)}
        onConfirm={() => {
          if (asked !== null) forget.mutate(asked);
        }}
      >
        <p className="[overflow-wrap:anywhere]">{t('shelves.missing.confirmText', { path: asked?.path ?? '' })}</p>
      </Confirm>
    </>
  );
}

function Row({ file, busy, onForget }: { file: MissingFile; busy: boolean; onForget: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-1 py-3.5 sm:px-3">
      <Artwork artist={file.artists[0] ?? ''} work={file.album ?? file.title} className="opacity-60 grayscale" />
      <div className="min-w-48 flex-1">
        <h2 dir="auto" className="font-semibold [overflow-wrap:anywhere]">
          {file.title} <span className="font-normal text-ink-soft">· {file.artists.join(', ')}</span>
        </h2>
        <p dir="auto" className="text-small text-ink-soft [overflow-wrap:anywhere]">
          {file.path}
        </p>
        <p className="text-small text-ink-faint">
          {t('shelves.missing.since', { when: formats.relative(file.missing_since, now) })}
        </p>
      </div>
      <Button
        size="small"
        disabled={busy}
        aria-label={t('shelves.missing.forgetOf', { title: file.title })}
        onClick={onForget}
      >
        {t('shelves.missing.forget')}
      </Button>
    </div>
  );
}
