import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Download } from '../../api/index.ts';
import { useWindowRows } from '../../ui/lists/window-rows.ts';
import { DownloadRow } from './download-row.tsx';

/** The list itself: only rows in view are in the document. */
export function DownloadList({ downloads, onNearEnd }: { downloads: readonly Download[]; onNearEnd: () => void }) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const { rows, inView, top } = useWindowRows({
    list,
    count: downloads.length,
    estimate: 81,
    overscan: 8,
    keyOf: (index) => downloads[index]?.id ?? index,
    onNearEnd,
  });
  return (
    <ul
      ref={list}
      aria-label={t('downloads.heading')}
      className="relative border-t border-line"
      style={{ height: rows.getTotalSize() }}
    >
      {inView.map((row) => {
        const download = downloads[row.index];
        if (download === undefined) return null;
        return (
          <li
            key={download.id}
            ref={rows.measureElement}
            data-index={row.index}
            data-download={download.id}
            aria-setsize={downloads.length}
            aria-posinset={row.index + 1}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${row.start - top}px)` }}
          >
            <DownloadRow download={download} />
          </li>
        );
      })}
    </ul>
  );
}
