import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Button } from '../../ui/button.tsx';
import { SearchField } from '../../ui/form/search-field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { browsingQuery, shareQuery } from './queries.ts';
import { ShareTree } from './share-tree-view.tsx';

function Browsing({ username, onStop }: { username: string; onStop: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data: percent } = useQuery(browsingQuery(username));
  return (
    <div className="space-y-3">
      <output className="nums block text-small text-ink-soft">
        {t('soulseekPage.share.reading')}
        {typeof percent === 'number' && ` ${formats.percent(percent / 100)}`}
      </output>
      <ProgressBar
        className="block w-full max-w-md"
        value={percent ?? 0}
        label={t('soulseekPage.share.progress', { username })}
      />
      <Button size="small" onClick={onStop}>
        {t('soulseekPage.share.stop')}
      </Button>
    </div>
  );
}

/** Everything that a person shares, as a tree that is asked for by hand. */
export function ShareBrowser({ username }: { username: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = shareQuery(username);
  const [words, setWords] = useState('');
  const { data: tree, error, isFetching, refetch } = useQuery({ ...query, enabled: false });
  const stop = (): void => void client.cancelQueries({ queryKey: query.queryKey });
  const begin = (
    <Button size="small" onClick={() => void refetch()}>
      <FolderOpen className="size-4" aria-hidden="true" />
      {t(tree === undefined ? 'soulseekPage.share.browse' : 'soulseekPage.share.again')}
    </Button>
  );
  return (
    <Panel title={t('soulseekPage.share.title')} aside={isFetching || error !== null ? undefined : begin}>
      {isFetching ? (
        <Browsing username={username} onStop={stop} />
      ) : error !== null ? (
        <ProblemNote problem={asProblem(error)} onRetry={() => void refetch()} />
      ) : tree === undefined ? (
        <p className="max-w-prose text-small text-ink-soft">{t('soulseekPage.share.text')}</p>
      ) : tree.total === 0 ? (
        <p className="text-small text-ink-soft">{t('soulseekPage.share.empty')}</p>
      ) : (
        <>
          <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
            <SearchField
              className="w-full sm:w-80"
              value={words}
              onChange={setWords}
              label={t('soulseekPage.share.search')}
              clearLabel={t('wishes.clearSearch')}
            />
            <span className="nums text-small text-ink-soft">
              {t('soulseekPage.share.files', { count: tree.total })}
            </span>
          </div>
          <ShareTree key={username} username={username} tree={tree} words={words} />
        </>
      )}
    </Panel>
  );
}
