import { ChevronRight, Download, FileMusic, Folder, Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { Truncate } from '../../ui/truncate.tsx';
import { musicIn, type TreeRow } from './share-tree.ts';

/** What stands at the end of a row: how many files, or what the file is like. */
function RowFacts({ row }: { row: TreeRow }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const facts =
    row.kind === 'folder'
      ? t('soulseekPage.share.files', { count: row.folder.total })
      : [
          row.file.bitrate === null ? null : formats.kbps(row.file.bitrate),
          row.file.length === null ? null : formats.duration(row.file.length * 1000),
          formats.bytes(row.file.size),
        ]
          .filter((fact) => fact !== null)
          .join(' · ');
  return <span className="nums ms-auto shrink-0 text-tiny text-ink-faint max-sm:hidden">{facts}</span>;
}

/** One folder or file of a share. */
export function ShareRow({
  row,
  index,
  count,
  top,
  reachable,
  busy,
  onPress,
  onTake,
}: {
  row: TreeRow;
  index: number;
  count: number;
  top: number;
  reachable: boolean;
  busy: boolean;
  onPress: () => void;
  onTake: () => void;
}) {
  const { t } = useTranslation();
  const folder = row.kind === 'folder' ? row.folder : null;
  const locked = row.kind === 'folder' ? row.folder.locked : row.locked;
  const name = row.kind === 'folder' ? row.folder.name : row.file.name;
  const music = row.kind === 'folder' ? musicIn(row.folder).length : 1;
  const Icon = locked ? Lock : folder === null ? FileMusic : Folder;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree around it hears the keys
    <div
      role="treeitem"
      data-row={index}
      aria-level={row.depth + 1}
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-selected={reachable}
      {...(row.kind === 'folder' ? { 'aria-expanded': row.open } : {})}
      tabIndex={reachable ? 0 : -1}
      onClick={row.kind === 'folder' ? onPress : undefined}
      className={cn(
        'absolute inset-x-0 flex h-9 items-center gap-2 pe-2 text-body outline-none hover:bg-hover focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-sea',
        row.kind === 'folder' && 'cursor-default font-medium',
      )}
      style={{ top, paddingInlineStart: `${0.5 + Math.min(row.depth, 12) * 1.1}rem` }}
    >
      <ChevronRight
        aria-hidden="true"
        className={cn(
          'size-4 shrink-0 text-ink-faint transition-transform duration-150',
          folder === null && 'invisible',
          row.kind === 'folder' && row.open && 'rotate-90',
        )}
      />
      <Icon aria-hidden="true" strokeWidth={1.75} className="size-4 shrink-0 text-ink-faint" />
      <Truncate className="min-w-0">{name}</Truncate>
      {locked && <span className="text-tiny text-ink-faint">{t('soulseekPage.share.locked')}</span>}
      <RowFacts row={row} />
      {!locked && music > 0 && (
        <Button
          kind="quiet"
          size="icon"
          className="size-8 max-sm:ms-auto"
          disabled={busy}
          tabIndex={reachable ? 0 : -1}
          aria-label={t('smartSearch.wishOf', { title: name })}
          title={folder === null ? t('smartSearch.fetch') : t('soulseekPage.share.fetchFolder', { count: music })}
          onClick={(event) => {
            event.stopPropagation();
            onTake();
          }}
        >
          <Download className="size-4" aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
