import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { SearchX, Sparkles } from 'lucide-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type SearchAnswer } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Told } from '../../i18n/told.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/title.ts';
import { searchQuery, wishesOfSearch } from './queries.ts';
import { SearchBox } from './search-box.tsx';
import { SearchFilters } from './search-filters.tsx';
import { useTake } from './use-take.ts';
import { WorkRow } from './work-row.tsx';
import { gatherWorks, hasFormat, type SmartSearch } from './works.ts';

/** Sources that are missing from the results, and why. */
function Missing({ errors, onRetry }: { errors: SearchAnswer['errors']; onRetry: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (errors.length === 0) return null;
  const again = errors.some(({ reason }) => reason !== 'not_configured');
  return (
    <output className="mb-4 flex flex-wrap items-center gap-3 rounded-md bg-amber-soft px-3 py-2.5 text-small">
      <ul className="min-w-48 flex-1 space-y-1">
        {errors.map((error) => (
          <li key={`${error.source} ${error.reason}`}>
            <Badge tone="amber" className="me-2">
              {t(`smartSearch.sources.${error.source as 'library'}`)}
            </Badge>
            <Told said={error.message} />
            {error.retry_after_ms !== undefined && (
              <span className="text-ink-soft">
                {' '}
                {t('smartSearch.again', { seconds: formats.number(Math.ceil(error.retry_after_ms / 1000)) })}
              </span>
            )}
          </li>
        ))}
      </ul>
      {again && (
        <Button size="small" onClick={onRetry}>
          {t('problem.retry')}
        </Button>
      )}
    </output>
  );
}

/** Arrow keys go from work to work. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-work]')];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  if (at === -1) return;
  event.preventDefault();
  buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
}

function Results({
  search,
  onSearch,
  onWatch,
}: {
  search: SmartSearch & { readonly q: string };
  onSearch: (change: Partial<SmartSearch>) => void;
  onWatch: (artist: string) => void;
}) {
  const { t } = useTranslation();
  const results = useInfiniteQuery(searchQuery(search));
  const wishes = useQuery(wishesOfSearch(search.q));
  const [opened, setOpened] = useState<string | null>(null);
  const { wish, fetch } = useTake();
  const pages = results.data?.pages;
  const { format } = search;
  const works = useMemo(
    () => gatherWorks((pages ?? []).flatMap((page) => page.items).filter((item) => hasFormat(item, format))),
    [pages, format],
  );
  const again = (): void => void results.refetch();
  if (pages === undefined) {
    if (results.error !== null) return <ProblemNote large problem={asProblem(results.error)} onRetry={again} />;
    return (
      <>
        <p aria-hidden="true" className="mb-3 text-small text-ink-soft">
          {t('smartSearch.asking')}
        </p>
        <SkeletonRows rows={7} label={t('smartSearch.asking')} className="border-t border-line" />
      </>
    );
  }
  return (
    <div aria-busy={results.isFetching}>
      <Missing errors={pages[0]?.errors ?? []} onRetry={again} />
      {works.length === 0 ? (
        <Notice
          heading="output"
          icon={<SearchX className="size-8" strokeWidth={1.5} />}
          title={t('smartSearch.nothing', { query: search.q })}
        >
          {t('smartSearch.nothingText')}
        </Notice>
      ) : (
        <>
          <output className="nums mb-2 block text-small text-ink-soft">
            {t('smartSearch.count', { count: pages[0]?.total ?? 0 })}
          </output>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a shortcut between its buttons */}
          <ol aria-label={t('smartSearch.results')} className="border-t border-line" onKeyDown={walk}>
            {works.map((work) => (
              <WorkRow
                key={work.key}
                work={work}
                wish={wishes.data?.get(work.key)}
                open={opened === work.key}
                onOpen={(open) => setOpened(open ? work.key : null)}
                actions={{
                  busy: wish.isPending || fetch.isPending,
                  wish: (chosen) => wish.mutate(chosen),
                  fetch: (item, chosen) => fetch.mutate({ item, work: chosen }),
                  look: (album) => onSearch({ q: `${album.artist} ${album.title}`.trim(), type: 'track' }),
                  watch: onWatch,
                }}
              />
            ))}
          </ol>
          {results.isFetchNextPageError && (
            <ProblemNote problem={asProblem(results.error)} onRetry={() => void results.fetchNextPage()} />
          )}
          {results.hasNextPage && (
            <p className="py-5 text-center">
              <Button disabled={results.isFetching} onClick={() => void results.fetchNextPage()}>
                {t('smartSearch.more')}
              </Button>
            </p>
          )}
        </>
      )}
    </div>
  );
}

/** One search over the library, the catalogue and the network. */
export function SmartSearchPage({
  search,
  onSearch,
  onWatch,
}: {
  search: SmartSearch;
  onSearch: (search: SmartSearch) => void;
  /** Goes to where artists are watched, with that name. */
  onWatch: (artist: string) => void;
}) {
  const { t } = useTranslation();
  const q = search.q ?? '';
  useTitle(q === '' ? null : q);
  const change = (next: Partial<SmartSearch>): void => onSearch({ ...search, ...next });
  return (
    <>
      <PageHeader title={t('places.smartSearch')} intro={t('smartSearch.intro')} className="mb-4" />
      <div className="mb-6 space-y-4">
        <SearchBox value={q} onSearch={(words) => change({ q: words })} />
        <SearchFilters search={search} onSearch={change} />
      </div>
      {q === '' ? (
        <Notice icon={<Sparkles className="size-8" strokeWidth={1.5} />} title={t('smartSearch.start')}>
          {t('smartSearch.startText')}
        </Notice>
      ) : (
        <Results search={{ ...search, q }} onSearch={change} onWatch={onWatch} />
      )}
    </>
  );
}
