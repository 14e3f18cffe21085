import { useQueries } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type LibraryFile } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { useWindowRows } from '../../ui/lists/window-rows.ts';
import { useWide } from '../../ui/media.ts';
import { FileRow } from './file-row.tsx';
import { librarySliceQuery, sliceSize } from './queries.ts';

/** All files as one long list of which only what is in view is loaded and drawn. */
export function FileList({
  search,
  total,
  onOpen,
}: {
  search: string;
  total: number;
  onOpen: (file: LibraryFile) => void;
}) {
  const { t } = useTranslation();
  const wide = useWide();
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(0);
  const focusNext = useRef<number | null>(null);

  const { rows, inView, top } = useWindowRows({ list, count: total, estimate: 64, overscan: 12 });
  const first = Math.floor((inView[0]?.index ?? 0) / sliceSize);
  const last = Math.floor((inView.at(-1)?.index ?? 0) / sliceSize);
  const wanted = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const slices = useQueries({ queries: wanted.map((slice) => librarySliceQuery(search, slice)) });
  const fileAt = (index: number): LibraryFile | undefined =>
    slices[Math.floor(index / sliceSize) - first]?.data?.items[index % sliceSize];
  const failed = slices.find((slice) => slice.error !== null && slice.data === undefined);

  useEffect(() => {
    const index = focusNext.current;
    if (index === null) return;
    const button = list.current?.querySelector<HTMLElement>(`[data-index="${index}"] button`);
    if (!button) return;
    focusNext.current = null;
    button.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const goal = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: total - 1 }[event.key];
    if (goal === undefined || goal < 0 || goal >= total) return;
    event.preventDefault();
    focusNext.current = goal;
    setCurrent(goal);
    rows.scrollToIndex(goal, { align: 'auto' });
  };
  const reachable = inView.some((row) => row.index === current) ? current : (inView[0]?.index ?? 0);

  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys between the buttons inside */}
      <ul
        ref={list}
        aria-label={t('library.list')}
        className="relative border-t border-line"
        style={{ height: rows.getTotalSize() }}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const index = event.target.closest<HTMLElement>('[data-index]')?.dataset['index'];
          if (index !== undefined) setCurrent(Number(index));
        }}
      >
        {inView.map((row) => {
          const file = fileAt(row.index);
          return (
            <li
              key={row.key}
              data-index={row.index}
              aria-setsize={total}
              aria-posinset={row.index + 1}
              className="absolute inset-x-0 top-0 h-16"
              style={{ transform: `translateY(${row.start - top}px)` }}
            >
              {file === undefined ? (
                <div className="flex h-16 items-center gap-4 border-b border-line px-4" aria-hidden="true">
                  <div className="size-10 rounded-md bg-sunken" />
                  <div className="h-3 w-1/3 rounded-full bg-sunken" />
                </div>
              ) : (
                <FileRow file={file} wide={wide} reachable={row.index === reachable} onOpen={onOpen} />
              )}
            </li>
          );
        })}
      </ul>
      {failed !== undefined && (
        <div className="sticky bottom-20 z-20 lg:bottom-4">
          <ProblemNote problem={asProblem(failed.error)} onRetry={() => void failed.refetch()} />
        </div>
      )}
    </>
  );
}
