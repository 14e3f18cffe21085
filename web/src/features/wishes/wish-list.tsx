import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Wish } from '../../api/index.ts';
import { allOf, extended, nothing, type Selection, toggled } from '../../i18n/bulk/selection.ts';
import { useWindowRows } from '../../ui/lists/window-rows.ts';
import { useWide } from '../../ui/media.ts';
import { canRetry, useWishActions } from './use-wish-actions.ts';
import { WishRow } from './wish-row.tsx';

/**
 * The list itself: only rows in view are in the document, so that 100,000 wishes scroll like ten. Arrow keys move between rows;
 * one row is reachable by Tab.
 */
export function WishList({
  wishes,
  openId,
  selection,
  onToggle,
  onSelect,
  onNearEnd,
}: {
  wishes: readonly Wish[];
  openId: number | null;
  /** `null`: rows are opened, not chosen. */
  selection: Selection | null;
  onToggle: (id: number) => void;
  onSelect: (selection: Selection | null) => void;
  onNearEnd: () => void;
}) {
  const { t } = useTranslation();
  const wide = useWide();
  const act = useWishActions();
  const list = useRef<HTMLUListElement>(null);
  const [currentId, setCurrentId] = useState<number | null>(null);
  const focusNext = useRef<number | null>(null);

  const { rows, inView, top } = useWindowRows({
    list,
    count: wishes.length,
    estimate: wide ? 73 : 111,
    keyOf: (index) => wishes[index]?.id ?? index,
    onNearEnd,
  });

  // The row may not exist yet when an arrow key asks for it; it gets the focus as soon as it does.
  useEffect(() => {
    const wanted = focusNext.current;
    if (wanted === null) return;
    const button = list.current?.querySelector<HTMLElement>(`[data-wish="${wanted}"]`);
    if (!button) return;
    focusNext.current = null;
    button.focus({ preventScroll: true });
  });

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLUListElement>) => {
      const target = event.target as HTMLElement;
      const id = Number(target.dataset['wish']);
      if (!id || event.altKey) return;
      if (event.ctrlKey || event.metaKey) {
        if (event.key !== 'a' || selection === null) return;
        event.preventDefault();
        return onSelect(allOf(wishes.map((wish) => wish.id)));
      }
      const index = wishes.findIndex((wish) => wish.id === id);
      const goal = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: wishes.length - 1 }[event.key];
      if (goal === undefined) {
        const wish = wishes[index];
        if (event.key === 'r' && wish !== undefined && canRetry(wish)) act(wish, { kind: 'retry' });
        if (event.key === 'x') onSelect(toggled(selection ?? nothing, id));
        if (event.key === 'Escape' && selection !== null) onSelect(null);
        return;
      }
      const next = wishes[goal];
      if (next === undefined) return;
      event.preventDefault();
      if (event.shiftKey && selection !== null)
        onSelect(
          extended(
            selection.anchor === null ? toggled(selection, id) : selection,
            next.id,
            wishes.map((wish) => wish.id),
          ),
        );
      focusNext.current = next.id;
      setCurrentId(next.id);
      rows.scrollToIndex(goal, { align: 'auto' });
    },
    [wishes, rows, act, selection, onSelect],
  );

  // Rows are drawn again only when they change themselves, so what they call stays the same.
  const latest = useRef({ wishes, selection, onSelect, onToggle });
  useEffect(() => {
    latest.current = { wishes, selection, onSelect, onToggle };
  });
  const onRow = useCallback((id: number, range: boolean): void => {
    const now = latest.current;
    if (now.selection === null && !range) return now.onToggle(id);
    const from = now.selection ?? nothing;
    const order = now.wishes.map((wish) => wish.id);
    now.onSelect(range ? extended(from, id, order) : toggled(from, id));
  }, []);

  const reachableId =
    currentId !== null && inView.some((row) => wishes[row.index]?.id === currentId)
      ? currentId
      : (wishes[inView[0]?.index ?? 0]?.id ?? null);

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys between the buttons inside
    <ul
      ref={list}
      aria-label={t('wishes.list')}
      className="relative border-t border-line"
      style={{ height: rows.getTotalSize() }}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const id = Number((event.target as HTMLElement).dataset['wish']);
        if (id) setCurrentId(id);
      }}
    >
      {inView.map((row) => {
        const wish = wishes[row.index];
        if (wish === undefined) return null;
        return (
          <li
            key={wish.id}
            ref={rows.measureElement}
            data-index={row.index}
            aria-setsize={wishes.length}
            aria-posinset={row.index + 1}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${row.start - top}px)` }}
          >
            <WishRow
              wish={wish}
              open={wish.id === openId}
              reachable={wish.id === reachableId}
              wide={wide}
              choosing={selection === null ? null : selection.ids.has(wish.id)}
              onToggle={onRow}
            />
          </li>
        );
      })}
    </ul>
  );
}
