import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Download } from '../../api/index.ts';
import { DownloadRow } from './download-row.tsx';

/** Rows before the end of what is loaded at which the next page is asked for. */
const ahead = 30;

/** The list itself: only rows in view are in the document. */
export function DownloadList({ downloads, onNearEnd }: { downloads: readonly Download[]; onNearEnd: () => void }) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = (): void => {
      if (list.current !== null) setTop(list.current.getBoundingClientRect().top + window.scrollY);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  // oxlint-disable-next-line react/incompatible-library -- the page is built without the React compiler
  const rows = useWindowVirtualizer({
    count: downloads.length,
    estimateSize: () => 81,
    overscan: 8,
    scrollMargin: top,
    getItemKey: (index) => downloads[index]?.id ?? index,
  });
  const inView = rows.getVirtualItems();
  const lastIndex = inView.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastIndex >= downloads.length - ahead) onNearEnd();
  }, [lastIndex, downloads.length, onNearEnd]);
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
