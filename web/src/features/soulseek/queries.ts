import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  browsePerson,
  listDownloads,
  listOpenDownloads,
  listPeers,
  listProviders,
  listTransfers,
  type PeerOrder,
  type PeerPage,
  readBrowsing,
  readPeer,
  readPerson,
  readSearchBudget,
  readSoulseekStatus,
  readStoredSettings,
  searchNetwork,
} from '../../api/index.ts';
import { growTree } from './share-tree.ts';
import { inOrder, readTransfer } from './transfers.ts';

/** slskd tells nobody of uploads; they are read again while somebody looks at them, never in a hidden tab. */
const uploadsEveryMs = 5000;
const browsingEveryMs = 1500;
const downloadsMost = 100;
const peersPage = 50;

/** Whether Soulseek can be asked; the signs beside the places keep the same answer. */
export const statusQuery = queryOptions({
  queryKey: ['soulseek', 'status'] as const,
  queryFn: ({ signal }) => readSoulseekStatus(signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** How the budget of searches is spent. */
export const budgetQuery = queryOptions({
  queryKey: ['soulseek', 'budget'] as const,
  queryFn: ({ signal }) => readSearchBudget(signal),
});

/** All integrations with how they are. */
export const providersQuery = queryOptions({
  queryKey: ['integrations', 'providers'] as const,
  queryFn: ({ signal }) => listProviders(signal),
});

/** What is set, secrets masked. */
export const settingsQuery = queryOptions({
  queryKey: ['settings', 'stored'] as const,
  queryFn: ({ signal }) => readStoredSettings(signal),
});

/** Which downloads are shown: those under way, or all of ours. */
export type DownloadView = 'active' | 'all';

/** Our downloads. */
export const downloadsQuery = (view: DownloadView) =>
  queryOptions({
    queryKey: ['soulseek', 'downloads', view] as const,
    queryFn: ({ signal }) =>
      view === 'all'
        ? listDownloads({ filter: 'all', limit: downloadsMost, offset: 0 }, signal)
        : listOpenDownloads(downloadsMost, signal),
  });

/** Transfers as slskd lists them, those of other programs too. */
export const transfersQuery = (list: 'uploads' | 'uploads/all' | 'downloads/all') =>
  queryOptions({
    queryKey: ['soulseek', 'transfers', list] as const,
    queryFn: async ({ signal }) => inOrder((await listTransfers(list, signal)).map(readTransfer)),
    refetchInterval: uploadsEveryMs,
  });

/** What a person is asked for; each answer comes by itself, and asking takes up to half a minute. */
export const personQuery = (username: string, what: 'status' | 'info' | 'address') =>
  queryOptions({
    queryKey: ['soulseek', 'person', username, what] as const,
    queryFn: ({ signal }) => readPerson(username, what, signal),
    staleTime: 60_000,
    retry: false,
  });

/** What we remember of a person. */
export const peerQuery = (username: string) =>
  queryOptions({
    queryKey: ['soulseek', 'peer', username] as const,
    queryFn: ({ signal }) => readPeer(username, signal),
  });

/** The share of a person as a tree. It may be large, so it is asked for by hand and never compared with the last one. */
export const shareQuery = (username: string) =>
  queryOptions({
    queryKey: ['soulseek', 'share', username] as const,
    queryFn: async ({ signal }) => growTree(await browsePerson(username, signal)),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    retry: false,
  });

/** How far browsing has come, while it runs. */
export const browsingQuery = (username: string) =>
  queryOptions({
    queryKey: ['soulseek', 'browsing', username] as const,
    queryFn: ({ signal }) => readBrowsing(username, signal),
    refetchInterval: browsingEveryMs,
    gcTime: 0,
  });

/** Peers that we have asked for files, page by page. */
export const peersQuery = (sort: PeerOrder) =>
  infiniteQueryOptions({
    queryKey: ['soulseek', 'peers', sort] as const,
    queryFn: ({ pageParam, signal }) => listPeers({ sort, limit: peersPage, offset: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (last: PeerPage) =>
      last.items.length > 0 && last.offset + last.items.length < last.total ? last.offset + last.items.length : null,
  });

/** A search by hand. It costs budget, so it is never repeated by itself. */
export const networkQuery = (words: string) =>
  queryOptions({
    queryKey: ['soulseek', 'network', words] as const,
    queryFn: ({ signal }) => searchNetwork(words, signal),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    retry: false,
  });
