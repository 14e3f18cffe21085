import { useQuery } from '@tanstack/react-query';
import { PlugZap } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { asProblem, type LiveFeed } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { ConnectionTab } from './connection-tab.tsx';
import { DownloadsTab } from './downloads-tab.tsx';
import { NetworkTab } from './network-tab.tsx';
import { PeersTab } from './peers-tab.tsx';
import { PeopleTab } from './people-tab.tsx';
import { statusQuery } from './queries.ts';
import { type SoulseekSearch, type SoulseekTab, soulseekTabs } from './tabs.ts';
import { UploadsTab } from './uploads-tab.tsx';

function Part({
  tab,
  feed,
  search,
  onSearch,
}: {
  tab: SoulseekTab;
  feed: LiveFeed;
  search: SoulseekSearch;
  onSearch: (search: SoulseekSearch) => void;
}) {
  const onUser = (user: string): void => onSearch({ ...search, tab: 'people', user });
  switch (tab) {
    case 'connection':
      return <ConnectionTab />;
    case 'downloads':
      return <DownloadsTab feed={feed} onUser={onUser} />;
    case 'uploads':
      return <UploadsTab onUser={onUser} />;
    case 'people':
      return <PeopleTab key={search.user} user={search.user} onUser={onUser} />;
    case 'peers':
      return <PeersTab onUser={onUser} />;
    case 'search':
      return <NetworkTab words={search.q} onWords={(q) => onSearch({ ...search, q })} onUser={onUser} />;
  }
}

/** Everything about Soulseek: connection, transfers in both directions, people, and searching by hand. Only the chosen tab asks for anything. */
export function SoulseekPage({
  feed,
  search,
  onSearch,
}: {
  feed: LiveFeed;
  search: SoulseekSearch;
  onSearch: (search: SoulseekSearch) => void;
}) {
  const { t } = useTranslation();
  const status = useQuery(statusQuery);
  const tab = search.tab ?? 'connection';
  const problem = status.error === null ? null : asProblem(status.error);
  return (
    <>
      <PageHeader title={t('soulseek.name')} intro={t('soulseekPage.intro')} className="mb-4" />
      {problem?.code === 'FEATURE_DISABLED' || problem?.code === 'NOT_FOUND' ? (
        <Notice icon={<PlugZap className="size-8" strokeWidth={1.5} />} title={t('soulseekPage.off')}>
          {t('soulseekPage.offText')}
        </Notice>
      ) : problem !== null && status.data === undefined ? (
        <ProblemNote large problem={problem} onRetry={() => void status.refetch()} />
      ) : (
        <Tabs
          label={t('soulseekPage.parts')}
          value={tab}
          options={soulseekTabs.map((value) => ({ value, label: t(`soulseekPage.tabs.${value}`) }))}
          onChange={(next) => onSearch({ ...search, tab: next === 'connection' ? undefined : next })}
        >
          <Part tab={tab} feed={feed} search={search} onSearch={onSearch} />
        </Tabs>
      )}
    </>
  );
}
