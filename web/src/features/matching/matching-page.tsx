import { useTranslation } from 'react-i18next';
import type { LiveFeed } from '../../api/index.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AliasesTab } from './aliases-tab.tsx';
import { CasesTab } from './cases-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { ReviewTab } from './review-tab.tsx';
import { type MatchingSearch, type MatchingTab, matchingTabs } from './tabs.ts';
import { WhatIfTab } from './what-if-tab.tsx';

interface Parts {
  readonly feed: LiveFeed;
  readonly search: MatchingSearch;
  readonly onSearch: (search: MatchingSearch) => void;
}

function Part({ tab, feed, search, onSearch }: Parts & { tab: MatchingTab }) {
  switch (tab) {
    case 'overview':
      return <OverviewTab feed={feed} />;
    case 'review':
      return <ReviewTab feed={feed} wishId={search.wish} onWish={(wish) => onSearch({ ...search, wish })} />;
    case 'what-if':
      return <WhatIfTab />;
    case 'aliases':
      return <AliasesTab />;
    case 'cases':
      return <CasesTab />;
  }
}

/** How files are chosen: the matcher's state, what waits for a person, other rules, names of artists, and reported decisions. */
export function MatchingPage({ feed, search, onSearch }: Parts) {
  const { t } = useTranslation();
  const tab = search.tab ?? 'overview';
  return (
    <>
      <PageHeader title={t('places.matching')} intro={t('matchingPage.intro')} className="mb-4" />
      <Tabs
        label={t('matchingPage.parts')}
        value={tab}
        options={matchingTabs.map((value) => ({ value, label: t(`matchingPage.tabs.${value}`) }))}
        onChange={(next) => onSearch({ tab: next === 'overview' ? undefined : next })}
      >
        <Part tab={tab} feed={feed} search={search} onSearch={onSearch} />
      </Tabs>
    </>
  );
}
