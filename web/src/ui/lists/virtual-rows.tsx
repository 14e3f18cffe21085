import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { cn } from '../cn.ts';

/** Rows before the end at which more is asked for. */
const ahead = 30;

/** A long list that scrolls with the page: only rows in view are in the document. */
export function VirtualRows<Row>({
  rows,
  label,
  height,
  keyOf,
  children,
  onNearEnd,
  className = 'border-t border-line',
}: {
  rows: readonly Row[];
  label: string;
  /** Guess at the height of a row in pixels; the true one is measured. */
  height: number;
  keyOf: (row: Row) => string | number;
  children: (row: Row) => ReactNode;
  onNearEnd?: () => void;
  /** Look of the list; a line above the first row when not said. */
  className?: string;
}) {
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
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => height,
    overscan: 8,
    scrollMargin: top,
    getItemKey(index) {
      const row = rows[index];
      return row === undefined ? index : keyOf(row);
    },
  });
  const inView = virtual.getVirtualItems();
  const last = inView.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - ahead) onNearEnd?.();
  }, [last, rows.length, onNearEnd]);
  return (
    <ul ref={list} aria-label={label} className={cn('relative', className)} style={{ height: virtual.getTotalSize() }}>
      {inView.map(({ key, index, start }) => {
        const row = rows[index];
        if (row === undefined) return null;
        return (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            aria-setsize={rows.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${start - top}px)` }}
          >
            {children(row)}
          </li>
        );
      })}
    </ul>
  );
}
