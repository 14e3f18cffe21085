import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ShareRow } from './share-row.tsx';
import { musicIn, rowsOf, type SharedFolder, type TreeRow } from './share-tree.ts';
import { useFetchFiles } from './use-fetch-files.ts';

const rowHeight = 36;

const pathOf = (row: TreeRow): string => (row.kind === 'folder' ? row.folder.path : row.file.path);

/** The first folders, opened as long as there is only one way to go. */
function openedAtFirst(tree: SharedFolder): ReadonlySet<string> {
  const open = new Set<string>();
  let at = tree;
  while (at.folders.size === 1 && at.files.length === 0) {
    const [only] = at.folders.values();
    if (only === undefined) break;
    open.add(only.path);
    at = only;
  }
  return open;
}

/** A share as a tree: only rows in view are in the document. Arrow keys walk, unfold and fold; Enter unfolds or fetches. */
export function ShareTree({ username, tree, words }: { username: string; tree: SharedFolder; words: string }) {
  const { t } = useTranslation();
  const fetch = useFetchFiles();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(() => openedAtFirst(tree));
  const [at, setAt] = useState(0);
  const sought = useDeferredValue(words.trim());
  const rows = useMemo(() => rowsOf(tree, open, sought), [tree, open, sought]);
  const active = Math.min(at, rows.length - 1);
  // oxlint-disable-next-line react/incompatible-library -- the page is built without the React compiler
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });

  const go = (index: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setAt(next);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus());
  };
  const unfold = (path: string, wanted: boolean): void => {
    const next = new Set(open);
    if (wanted) next.add(path);
    else next.delete(path);
    setOpen(next);
  };
  const take = (row: TreeRow): void => {
    const files = row.kind === 'folder' ? musicIn(row.folder) : row.locked ? [] : [row.file];
    if (files.length === 0) return;
    fetch.mutate({ username, files: files.map(({ path, size }) => ({ filename: path, size })) });
  };
  const press = (row: TreeRow): void => {
    if (row.kind === 'folder') unfold(row.folder.path, !row.open);
    else take(row);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const row = rows[active];
    if (row === undefined || (event.target as HTMLElement).closest('button') !== null) return;
    const parent = rows.findLastIndex((each, index) => index < active && each.depth < row.depth);
    const folded = row.kind === 'folder' && !row.open;
    switch (event.key) {
      case 'ArrowDown':
        go(active + 1);
        break;
      case 'ArrowUp':
        go(active - 1);
        break;
      case 'Home':
        go(0);
        break;
      case 'End':
        go(rows.length - 1);
        break;
      case 'ArrowRight':
        if (folded) unfold(row.folder.path, true);
        else go(active + 1);
        break;
      case 'ArrowLeft':
        if (row.kind === 'folder' && row.open && sought === '') unfold(row.folder.path, false);
        else if (parent >= 0) go(parent);
        break;
      case 'Enter':
        press(row);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  if (rows.length === 0)
    return <output className="block text-small text-ink-soft">{t('soulseekPage.share.nothing')}</output>;
  return (
    <div ref={box} className="h-[min(32rem,70dvh)] overflow-y-auto rounded-md border border-line">
      <div
        role="tree"
        tabIndex={-1}
        aria-label={t('soulseekPage.share.of', { username })}
        className="relative outline-none"
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <ShareRow
              key={`${row.kind} ${pathOf(row)}`}
              row={row}
              index={index}
              count={rows.length}
              top={start}
              reachable={index === active}
              busy={fetch.isPending}
              onPress={() => {
                setAt(index);
                press(row);
              }}
              onTake={() => take(row)}
            />
          );
        })}
      </div>
    </div>
  );
}
