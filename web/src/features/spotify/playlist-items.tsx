import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Download, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { addressOf, asProblem, type Playlist, type PlaylistItemPage, syncPlaylist } from '../../api/index.ts';
import { dynamicText } from '../../i18n/index.ts';
import { ProblemNote, useProblemText } from '../../i18n/problem-note.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Truncate } from '../../ui/truncate.tsx';
import { playlistItemsQuery } from './playlist-queries.ts';
import { PlexKeep } from './plex-keep.tsx';

type Item = PlaylistItemPage['items'][number];

/** What a playlist holds, in its order, with what became of each row. */
export function PlaylistItems({ list, name }: { list: Playlist; name: string }) {
  const { t } = useTranslation();
  const explain = useProblemText();
  const client = useQueryClient();
  const rows = useInfiniteQuery(playlistItemsQuery(list.id));
  const sync = useMutation({
    mutationFn: () => syncPlaylist(list.id),
    onSuccess: () => toast.success(t('playlists.syncBegun', { name })),
    onError: (error) => toast.error(t('playlists.failed', { name }), { description: explain(asProblem(error)).text }),
    onSettled: () => client.invalidateQueries({ queryKey: ['playlists'] }),
  });
  const items = rows.data?.pages.flatMap((page) => page.items);
  return (
    <div className="rise px-2 pb-4">
      {list.contents === 'withheld' && (
        <p className="mb-3 rounded-md bg-amber-soft px-3 py-2.5 text-small text-amber">{t('playlists.withheldText')}</p>
      )}
      {items === undefined ? (
        rows.error === null ? (
          <SkeletonRows rows={3} label={t('playlists.loading')} />
        ) : (
          <ProblemNote problem={asProblem(rows.error)} onRetry={() => void rows.refetch()} />
        )
      ) : items.length === 0 ? (
        list.contents !== 'withheld' && (
          <p className="mb-3 text-small text-ink-soft">
            {t(list.contents === 'unread' ? 'playlists.unreadText' : 'playlists.empty')}
          </p>
        )
      ) : (
        <ul aria-label={name} className="mb-3 rounded-lg border border-line">
          {items.map((item) => (
            <ItemRow key={item.position} item={item} />
          ))}
          {rows.hasNextPage && (
            <li className="p-2 text-center">
              <Button kind="quiet" size="small" disabled={rows.isFetching} onClick={() => void rows.fetchNextPage()}>
                {t('playlists.more')}
              </Button>
            </li>
          )}
        </ul>
      )}
      <PlexKeep id={list.id} name={name} />
      <Button size="small" disabled={sync.isPending} onClick={() => sync.mutate()}>
        <RefreshCw className="size-4" aria-hidden="true" />
        {t('playlists.syncOne')}
      </Button>
      {list.contents !== 'unread' && (
        <a
          href={addressOf(`/spotify/playlists/${list.id}/export.m3u8`) ?? undefined}
          download
          className="ms-2 inline-flex h-8 items-center gap-2 rounded-md px-3 text-small font-medium text-ink-soft transition-colors duration-150 hover:bg-sunken hover:text-ink"
        >
          <Download className="size-4" aria-hidden="true" />
          {t('playlists.export')}
        </a>
      )}
    </div>
  );
}

const tones: Record<string, 'sea' | 'amber' | 'coral' | 'neutral'> = {
  owned: 'sea',
  waiting: 'amber',
  review: 'coral',
};

function ItemRow({ item }: { item: Item }) {
  const { t } = useTranslation();
  const state =
    item.kind === 'track'
      ? dynamicText(t, `playlists.states.${item.state}`, item.state)
      : dynamicText(t, `playlists.kinds.${item.kind}`, item.kind);
  return (
    <li className="flex items-center gap-3 border-b border-line px-3 py-2 last:border-b-0">
      <span className="nums w-8 shrink-0 text-end text-small text-ink-faint">{item.position + 1}</span>
      <div className="min-w-0 flex-1">
        <Truncate className="font-medium">{item.title ?? t('playlists.untitled')}</Truncate>
        {item.artists.length > 0 && <Truncate className="text-small text-ink-soft">{item.artists.join(', ')}</Truncate>}
      </div>
      <Badge tone={item.kind === 'track' ? (tones[item.state] ?? 'neutral') : 'neutral'}>{state.text}</Badge>
    </li>
  );
}
