import { useInfiniteQuery } from '@tanstack/react-query';
import { CopyCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Duplicate, type LiveFeed } from '../../../api/index.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Artwork } from '../../../ui/artwork.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { cn } from '../../../ui/cn.ts';
import { VirtualRows } from '../../../ui/lists/virtual-rows.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useTitle } from '../../../ui/title.ts';
import { useLiveLibrary } from '../use-live-library.ts';
import { PagedShelf, useNextPage } from './paged-shelf.tsx';
import { duplicatesQuery } from './queries.ts';
import { ShelfHeader } from './shelf-nav.tsx';
import { useKeepOne } from './use-keep-one.ts';

/** Recordings of which there are several files, side by side: one is kept, the others go to the trash. */
export function DuplicatesPage({ feed }: { feed: LiveFeed }) {
  const { t } = useTranslation();
  useLiveLibrary(feed);
  useTitle(t('shelves.duplicates.title'));
  const list = useInfiniteQuery(duplicatesQuery);
  const onNearEnd = useNextPage(list);
  const keepOne = useKeepOne();
  const recordings = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <ShelfHeader title={t('shelves.duplicates.title')} intro={t('shelves.duplicates.intro')} />
      <PagedShelf
        list={list}
        count={recordings.length}
        empty={
          <Notice
            heading="output"
            icon={<CopyCheck className="size-8" strokeWidth={1.5} />}
            title={t('shelves.duplicates.none')}
          >
            {t('shelves.duplicates.noneText')}
          </Notice>
        }
      >
        <VirtualRows
          rows={recordings}
          label={t('shelves.duplicates.title')}
          height={250}
          className=""
          keyOf={({ files }) => files.map(({ id }) => id).join()}
          onNearEnd={onNearEnd}
        >
          {(recording) => (
            <Recording
              recording={recording}
              busy={keepOne.isPending}
              onKeep={(keep) => keepOne.mutate({ recording, keep })}
            />
          )}
        </VirtualRows>
      </PagedShelf>
    </>
  );
}

function Recording({ recording, busy, onKeep }: { recording: Duplicate; busy: boolean; onKeep: (id: number) => void }) {
  const { t } = useTranslation();
  const { title, artists, files } = recording;
  // nothing to choose by: the files are equally good
  const alike = files.every(({ best }) => best);
  return (
    <div className="pb-5">
      <div className="rounded-xl border border-line bg-surface p-4">
        <div className="flex items-center gap-3">
          <Artwork artist={artists[0] ?? ''} work={files[0]?.album ?? title} />
          <div className="min-w-0">
            <h2 dir="auto" className="font-semibold [overflow-wrap:anywhere]">
              {title}
            </h2>
            <p dir="auto" className="text-small text-ink-soft">
              {artists.join(', ')}
            </p>
          </div>
        </div>
        <ul
          aria-label={t('shelves.duplicates.files', { title })}
          className="mt-3 grid grid-cols-[repeat(auto-fit,minmax(min(100%,15rem),1fr))] gap-3"
        >
          {files.map((file) => (
            <Copy
              key={file.id}
              file={file}
              best={file.best && !alike}
              busy={busy}
              others={files.length - 1}
              onKeep={() => onKeep(file.id)}
            />
          ))}
        </ul>
      </div>
    </div>
  );
}

function Copy({
  file,
  best,
  busy,
  others,
  onKeep,
}: {
  file: Duplicate['files'][number];
  best: boolean;
  busy: boolean;
  others: number;
  onKeep: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const facts = [
    file.bitrate_kbps === null ? null : `${formats.number(file.bitrate_kbps)} kbit/s`,
    file.sample_rate_hz === null ? null : `${formats.number(file.sample_rate_hz / 1000)} kHz`,
    file.bit_depth === null ? null : `${file.bit_depth} bit`,
    file.duration_ms === null ? null : formats.duration(file.duration_ms),
    formats.bytes(file.size_bytes),
  ].filter((fact) => fact !== null);
  return (
    <li className={cn('flex flex-col rounded-lg border p-3', best ? 'border-sea' : 'border-line')}>
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={file.lossless ? 'sea' : 'neutral'} className="uppercase">
          {file.format}
        </Badge>
        {best && <span className="text-small font-medium text-sea-strong">{t('shelves.duplicates.best')}</span>}
      </p>
      <p className="nums mt-2 text-small">{facts.join(' · ')}</p>
      {file.album !== null && (
        <p dir="auto" className="text-small text-ink-soft [overflow-wrap:anywhere]">
          {file.album}
        </p>
      )}
      <p dir="auto" className="mt-1 mb-3 flex-1 text-tiny text-ink-faint [overflow-wrap:anywhere]">
        {file.path}
      </p>
      <Button
        size="small"
        className="self-start"
        disabled={busy}
        aria-label={t('shelves.duplicates.keepOf', { path: file.path, count: others })}
        onClick={onKeep}
      >
        {t('shelves.duplicates.keep')}
      </Button>
    </li>
  );
}
