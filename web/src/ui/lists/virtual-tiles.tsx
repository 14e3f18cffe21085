import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useWindowRows } from './window-rows.ts';

/** Pixels between tiles, and below a square the room for two lines of text. */
const gap = 20;
const caption = 56;

/** Width of the last wall: one that is come back to has its height at once, so that the page can be scrolled to where it was. */
let lastWidth = 0;

/** How many tiles of at least this width lie side by side. */
export function tilesIn(width: number, least: number): number {
  return Math.max(2, Math.floor((width + gap) / (least + gap)));
}

/**
 * A wall of squares with two lines below each that scrolls with the page: only those in view are in the document, so that 100,000 scroll like ten.
 * Arrow keys move between them.
 */
export function VirtualTiles<Tile>({
  tiles,
  label,
  whole,
  keyOf,
  children,
  onNearEnd,
}: {
  tiles: readonly Tile[];
  label: string;
  /** Whether these are all there are. */
  whole: boolean;
  keyOf: (tile: Tile) => string;
  /** One tile, with one link in it. */
  children: (tile: Tile) => ReactNode;
  onNearEnd: () => void;
}) {
  const list = useRef<HTMLUListElement>(null);
  const focusNext = useRef<number | null>(null);
  const [width, setWidth] = useState(lastWidth);
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      lastWidth = element.clientWidth;
      setWidth(lastWidth);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const across = tilesIn(width, width < 640 ? 136 : 168);
  const size = (width - gap * (across - 1)) / across;
  const height = Math.round(size) + caption + gap;
  const { rows, inView, top } = useWindowRows({
    list,
    count: width === 0 ? 0 : Math.ceil(tiles.length / across),
    estimate: height,
    overscan: 4,
    onNearEnd,
  });
  useEffect(() => {
    rows.measure();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another height is what it follows
  }, [rows, height]);
  useEffect(() => {
    const link = list.current?.querySelector<HTMLElement>(`[data-index="${focusNext.current}"] a`);
    if (!link) return;
    focusNext.current = null;
    link.focus({ preventScroll: true });
  });
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = Number((event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset['index'] ?? 0);
    const goal = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at + across,
      ArrowUp: at - across,
      Home: 0,
      End: tiles.length - 1,
    }[event.key];
    if (goal === undefined || tiles[goal] === undefined) return;
    event.preventDefault();
    rows.scrollToIndex(Math.floor(goal / across), { align: 'auto' });
    const there = list.current?.querySelector<HTMLElement>(`[data-index="${goal}"] a`);
    if (there) there.focus({ preventScroll: true });
    else focusNext.current = goal;
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys between the links inside
    <ul
      ref={list}
      aria-label={label}
      className="relative"
      style={{ height: rows.getTotalSize() }}
      onKeyDown={onKeyDown}
    >
      {inView.flatMap((row) =>
        tiles.slice(row.index * across, (row.index + 1) * across).map((tile, column) => {
          const index = row.index * across + column;
          return (
            <li
              key={keyOf(tile)}
              data-index={index}
              aria-setsize={whole ? tiles.length : -1}
              aria-posinset={index + 1}
              className="group absolute start-0 top-0"
              style={{
                width: size,
                insetInlineStart: column * (size + gap),
                transform: `translateY(${row.start - top}px)`,
              }}
            >
              {children(tile)}
            </li>
          );
        }),
      )}
    </ul>
  );
}
