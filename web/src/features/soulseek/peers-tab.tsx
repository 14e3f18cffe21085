import { useInfiniteQuery } from '@tanstack/react-query';
import { UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type Peer, type PeerOrder } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Told } from '../../i18n/told.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { toneOfConfidence } from '../../ui/confidence.ts';
import { Select } from '../../ui/form/select.tsx';
import { VirtualRows } from '../../ui/lists/virtual-rows.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { peersQuery } from './queries.ts';

const orders = ['last_seen', 'delivered', 'failed', 'username'] as const satisfies readonly PeerOrder[];

/** What became of our requests to a peer, in figures. */
export function PeerFacts({ peer }: { peer: Peer }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const facts = [
    t('soulseekPage.peer.delivered', { count: peer.delivered }),
    peer.failed > 0 ? t('soulseekPage.peer.failed', { count: peer.failed }) : null,
    peer.refused > 0 ? t('soulseekPage.peer.refused', { count: peer.refused }) : null,
    peer.bad_files > 0 ? t('soulseekPage.peer.bad', { count: peer.bad_files }) : null,
    peer.speed_bps === null ? null : formats.speed(peer.speed_bps),
    peer.first_byte_s === null
      ? null
      : t('soulseekPage.peer.first', { seconds: formats.number(Math.round(peer.first_byte_s)) }),
    formats.relative(peer.last_seen_at, now),
  ].filter((fact) => fact !== null);
  return (
    <>
      <p className="nums text-small text-ink-soft">{facts.join(' · ')}</p>
      {peer.last_failure !== null && (
        <Told as="p" className="mt-0.5 line-clamp-2 text-small text-ink-faint" said={peer.last_failure} />
      )}
    </>
  );
}

/** How far a peer can be trusted, as a badge. */
export function TrustBadge({ peer }: { peer: Peer }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Badge tone={toneOfConfidence(peer.trust)}>
      {t('soulseekPage.peer.trust', { share: formats.percent(peer.trust) })}
    </Badge>
  );
}

/** Everybody whom we have asked for files, with what became of it. */
export function PeersTab({ onUser }: { onUser: (username: string) => void }) {
  const { t } = useTranslation();
  const [sort, setSort] = useState<PeerOrder>('last_seen');
  const { data, error, refetch, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(peersQuery(sort));
  const peers = data?.pages.flatMap((page) => page.items);
  if (peers === undefined) {
    if (error !== null) return <ProblemNote large problem={asProblem(error)} onRetry={() => void refetch()} />;
    return <SkeletonRows rows={6} label={t('soulseekPage.loading')} className="border-t border-line" />;
  }
  if (peers.length === 0) {
    return (
      <Notice
        heading="output"
        icon={<UsersRound className="size-8" strokeWidth={1.5} />}
        title={t('soulseekPage.noPeers')}
      >
        {t('soulseekPage.noPeersText')}
      </Notice>
    );
  }
  return (
    <>
      <div className="mb-4 max-w-56">
        <Select
          label={t('smartSearch.sort')}
          value={sort}
          options={orders.map((value) => ({ value, label: t(`soulseekPage.peer.orders.${value}`) }))}
          onChange={setSort}
        />
      </div>
      <VirtualRows
        rows={peers}
        label={t('soulseekPage.tabs.peers')}
        height={69}
        keyOf={({ username }) => username}
        onNearEnd={() => {
          if (hasNextPage && !isFetching) void fetchNextPage();
        }}
      >
        {(peer) => (
          <div className="border-b border-line px-1 py-3">
            <p className="mb-1 flex flex-wrap items-center gap-2">
              <Button kind="link" size="inline" className="text-body" onClick={() => onUser(peer.username)}>
                <bdi>{peer.username}</bdi>
              </Button>
              <TrustBadge peer={peer} />
            </p>
            <PeerFacts peer={peer} />
          </div>
        )}
      </VirtualRows>
      <p className="nums py-5 text-center text-small text-ink-faint">
        {t('soulseekPage.peer.count', { count: data?.pages[0]?.total ?? 0 })}
      </p>
    </>
  );
}
