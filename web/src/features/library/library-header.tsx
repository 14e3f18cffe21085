import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibrarySummary, LiveFeed } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { librarySummaryQuery } from './queries.ts';
import { ScanPanel } from './scan-panel.tsx';

/** What stands above the library, however one looks at it: how much there is, the other ways to look, the scan of the folder. */
export function LibraryHeader({ feed, aside }: { feed: LiveFeed; aside: ReactNode }) {
  const { t } = useTranslation();
  const summary = useQuery(librarySummaryQuery);
  return (
    <>
      <PageHeader title={t('library.heading')} aside={aside} className="mb-5">
        {summary.data === undefined ? (
          <Skeleton className="mt-1 w-72 max-w-full max-sm:mt-3" />
        ) : (
          summary.data.files > 0 && <Totals summary={summary.data} />
        )}
      </PageHeader>
      <ScanPanel feed={feed} />
    </>
  );
}

function Totals({ summary }: { summary: LibrarySummary }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <p className="nums mt-1 flex max-sm:mt-3 flex-wrap gap-x-3 text-ink-soft sm:gap-x-2">
      <span>{t('library.files', { count: summary.files })}</span>
      <span aria-hidden="true" className="hidden text-ink-faint sm:inline">
        ·
      </span>
      <span>{t('library.artists', { count: summary.artists })}</span>
      <span aria-hidden="true" className="hidden text-ink-faint sm:inline">
        ·
      </span>
      <span>{t('library.albums', { count: summary.albums })}</span>
      <span aria-hidden="true" className="hidden text-ink-faint sm:inline">
        ·
      </span>
      <span>{t('library.size', { size: formats.bytes(summary.bytes) })}</span>
    </p>
  );
}
