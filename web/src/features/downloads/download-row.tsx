import { Link } from '@tanstack/react-router';
import { Ban, Ellipsis, RotateCcw } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Download } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { dynamicText } from '../../i18n/index.ts';
import { Told } from '../../i18n/told.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { cn } from '../../ui/cn.ts';
import { Checkbox } from '../../ui/form/checkbox.tsx';
import { Menu, MenuChoice, MenuDivider, MenuItem } from '../../ui/overlays/menu.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Truncate } from '../../ui/truncate.tsx';
import { canCancel, canRetry } from './progress.ts';
import { useDownloadActions } from './use-download-actions.ts';

const tones = {
  queued: 'neutral',
  downloading: 'sea',
  completed: 'sea',
  failed: 'amber',
  dead_letter: 'coral',
  cancelled: 'neutral',
} as const;

/** Priority that the menu gives; a higher number goes first. */
const priorities = { high: 100, normal: 0 } as const;

function nameOf(download: Download): string {
  if (download.title !== null) return download.title;
  return download.filename.split(/[\\/]/).at(-1) ?? download.filename;
}

/** What is to be known of it now: speed, place in line, next try, or why it ended. */
function Facts({ download }: { download: Download }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const { state, queue_position: place, next_retry_at: next, average_speed_bps: speed } = download;
  const parts: string[] = [];
  if (download.size_bytes !== null) parts.push(formats.bytes(download.size_bytes));
  if (state === 'downloading' && speed !== null && speed > 0) parts.push(formats.speed(speed));
  if (state === 'queued' && place !== null) parts.push(t('downloads.place', { place: formats.number(place) }));
  if (download.retry_count > 0) parts.push(t('downloads.retries', { count: download.retry_count }));
  if (next !== null && state === 'failed') parts.push(t('downloads.next', { when: formats.relative(next, now) }));
  return <span className="nums">{parts.join(' · ')}</span>;
}

/** One try to fetch a file from a peer, with what can be done about it. */
export const DownloadRow = memo(function DownloadRow({
  download,
  chosen,
  onChoose,
}: {
  download: Download;
  /** `null`: nobody chooses. */
  chosen: boolean | null;
  /** `range`: from the row touched last to this one. */
  onChoose: (id: number, range: boolean) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { act, busy } = useDownloadActions();
  const name = nameOf(download);
  const state = dynamicText(t, `downloads.state.${download.state}`, download.state).text;
  const tone = (tones as Record<string, (typeof tones)[keyof typeof tones]>)[download.state] ?? 'neutral';
  const reason =
    download.last_error === null || download.state === 'completed'
      ? null
      : { code: download.reason ?? '', sentence: download.last_error };
  return (
    <div
      className={cn(
        'grid min-h-20 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 border-b border-line px-1 py-3',
        chosen === null
          ? 'md:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)_2.25rem]'
          : 'grid-cols-[1.5rem_minmax(0,1fr)_auto] md:grid-cols-[1.5rem_minmax(0,1.3fr)_minmax(0,1fr)_2.25rem]',
        chosen === true && 'bg-sea-soft/40',
      )}
    >
      {chosen !== null && (
        <Checkbox
          checked={chosen}
          label={t('bulk.choose', { title: name })}
          onChange={(_checked, range) => onChoose(download.id, range)}
        />
      )}
      <div className="min-w-0">
        <Truncate className="font-semibold">
          {download.wish_id === null ? (
            <bdi>{name}</bdi>
          ) : (
            <Link
              to="/wishes/$id"
              params={{ id: String(download.wish_id) }}
              className="rounded-xs outline-offset-2 hover:underline"
            >
              <bdi>{name}</bdi>
            </Link>
          )}
        </Truncate>
        <Truncate className="text-small text-ink-soft">
          <bdi>{download.artists.join(', ') || download.filename}</bdi>
          {download.username !== null && (
            <span className="text-ink-faint">
              {' · '}
              {t('wishes.from', { username: download.username })}
            </span>
          )}
        </Truncate>
      </div>
      <div className={cn('min-w-0 max-md:order-last', chosen === null ? 'max-md:col-span-2' : 'max-md:col-span-3')}>
        <div className="flex items-center gap-3 text-small text-ink-soft">
          <Badge tone={tone}>{state}</Badge>
          <Facts download={download} />
          {download.state === 'downloading' && (
            <span className="nums ms-auto text-ink">{formats.percent(download.progress / 100)}</span>
          )}
        </div>
        {download.state === 'downloading' && (
          <ProgressBar
            className="mt-2 block w-full"
            value={download.progress}
            label={t('wishes.progress', { title: name })}
          />
        )}
        {reason !== null && <Told as="p" className="mt-1 line-clamp-2 text-small text-ink-soft" said={reason} />}
      </div>
      <div className="flex items-center justify-end">
        {canRetry(download) && (
          <Button
            kind="quiet"
            size="icon"
            disabled={busy}
            aria-label={t('wishes.actions.retryOf', { title: name })}
            title={t('wishes.actions.retry')}
            onClick={() => act(download, { kind: 'retry' })}
          >
            <RotateCcw className="size-4" aria-hidden="true" />
          </Button>
        )}
        {canCancel(download) && (
          <Menu
            trigger={
              <Button kind="quiet" size="icon" disabled={busy} aria-label={t('wishes.actions.menu', { title: name })}>
                <Ellipsis className="size-4" aria-hidden="true" />
              </Button>
            }
          >
            <MenuChoice
              label={t('wishes.actions.priority')}
              value={download.priority > 0 ? 'high' : 'normal'}
              options={[
                { value: 'high', label: t('wishes.actions.priorityHigh') },
                { value: 'normal', label: t('wishes.actions.priorityNormal') },
              ]}
              onChange={(value) => act(download, { kind: 'priority', value: priorities[value] })}
            />
            <MenuDivider />
            <MenuItem danger icon={<Ban className="size-4" />} onSelect={() => act(download, { kind: 'cancel' })}>
              {t('downloads.cancel')}
            </MenuItem>
          </Menu>
        )}
      </div>
    </div>
  );
});
