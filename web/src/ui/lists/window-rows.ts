import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

/** Rows before the end of what is loaded at which more is asked for. */
const ahead = 30;

/**
 * The rows of a long list that scrolls with the window: only those in view are in the document, so that 100,000 scroll like ten. `top` is where the
 * list begins on the page; a row stands at `row.start - top`. `onNearEnd` is called whenever the end of what is loaded comes into sight.
 */
export function useWindowRows({
  list,
  count,
  estimate,
  overscan = 10,
  keyOf,
  onNearEnd,
}: {
  list: RefObject<HTMLElement | null>;
  count: number;
  /** Height of a row in pixels, until it is measured. */
  estimate: number;
  overscan?: number;
  keyOf?: (index: number) => string | number;
  onNearEnd?: () => void;
}) {
  const [top, setTop] = useState(0);

  // What stands above the list changes its height (a longer box, a banner), and the list must know where it begins.
  useLayoutEffect(() => {
    const measure = (): void => {
      if (list.current !== null) setTop(list.current.getBoundingClientRect().top + window.scrollY);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list]);

  // oxlint-disable-next-line react/incompatible-library -- the page is built without the React compiler
  const rows = useWindowVirtualizer({
    count,
    estimateSize: () => estimate,
    overscan,
    scrollMargin: top,
    scrollPaddingStart: 140,
    scrollPaddingEnd: 80,
    ...(keyOf === undefined ? {} : { getItemKey: keyOf }),
  });
  const inView = rows.getVirtualItems();
  const last = inView.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= count - ahead) onNearEnd?.();
  }, [last, count, onNearEnd]);

  return { rows, inView, top };
}
