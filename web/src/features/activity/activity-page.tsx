import { useInfiniteQuery } from '@tanstack/react-query';
import { Download, History } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { activityExport, asProblem, type LiveFeed } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Select } from '../../ui/form/select.tsx';
import { NearEnd } from '../../ui/lists/near-end.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Menu, MenuItem } from '../../ui/overlays/menu.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ActivityRow } from './activity-row.tsx';
import { activityTypes, typeName } from './activity-words.ts';
import { flattenEvents, keyOf } from './merge.ts';
import { activityQuery, useLiveActivity } from './queries.ts';
import { type ActivitySpan, filterOf, type ShownActivity, spans } from './spans.ts';

function day(timestamp: string): string {
  return new Date(timestamp).toDateString();
}

/** What happened, newest first: by type and time, live, to take away as a file. */
export function ActivityPage({
  feed,
  type,
  span,
  onFilter,
}: {
  feed: LiveFeed;
  type: string | undefined;
  span: ActivitySpan;
  onFilter: (filter: { type?: string | undefined; span?: ActivitySpan | undefined }) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const filter = useMemo<ShownActivity>(() => ({ ...(type === undefined ? {} : { type }), span }), [type, span]);
  const list = useInfiniteQuery(activityQuery(filter));
  useLiveActivity(feed);
  const events = useMemo(() => flattenEvents(list.data?.pages ?? []), [list.data]);
  const { hasNextPage, isFetching, fetchNextPage, isFetchNextPageError } = list;
  const total = list.data?.pages[0]?.total_count;
  const plain = type === undefined && span === 'all';
  return (
    <>
      <PageHeader
        title={t('activity.heading')}
        intro={t('activity.intro')}
        aside={
          <Menu
            trigger={
              <Button size="small">
                <Download className="size-4" aria-hidden="true" />
                {t('activity.export')}
              </Button>
            }
          >
            {(['csv', 'json'] as const).map((format) => (
              <MenuItem key={format} onSelect={() => window.location.assign(activityExport(filterOf(filter), format))}>
                {format.toUpperCase()}
              </MenuItem>
            ))}
          </Menu>
        }
      />
      <div className="mb-4 flex items-start justify-between gap-x-8 gap-y-3 max-sm:flex-wrap">
        <fieldset
          aria-label={t('activity.type')}
          className="-mx-4 flex min-w-0 gap-1.5 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:px-0"
        >
          <Chip pressed={type === undefined} onPress={() => onFilter({ span })}>
            {t('activity.all')}
          </Chip>
          {activityTypes.map((name) => (
            <Chip
              key={name}
              pressed={type === name}
              onPress={() => onFilter({ type: type === name ? undefined : name, span })}
            >
              {typeName(t, name)}
            </Chip>
          ))}
        </fieldset>
        <div className="-mt-5 w-48 shrink-0 max-sm:mt-0 max-sm:w-full">
          <Select
            label={t('activity.span')}
            value={span}
            options={spans.map((value) => ({ value, label: t(`activity.spans.${value}`) }))}
            onChange={(next) => onFilter({ type, span: next })}
          />
        </div>
      </div>
      {list.data === undefined ? (
        list.error === null ? (
          <SkeletonRows rows={8} label={t('activity.loading')} />
        ) : (
          <ProblemNote large problem={asProblem(list.error)} onRetry={() => void list.refetch()} />
        )
      ) : events.length === 0 ? (
        <Notice
          heading="output"
          icon={<History className="size-8" strokeWidth={1.5} />}
          title={plain ? t('activity.empty') : t('activity.emptyFilter')}
          actions={plain ? undefined : <Button onClick={() => onFilter({})}>{t('activity.showAll')}</Button>}
        >
          {plain ? t('activity.emptyText') : t('activity.emptyFilterText')}
        </Notice>
      ) : (
        <>
          <ol aria-label={t('activity.heading')} className="divide-y divide-line">
            {events.map((event, index) => {
              const before = events[index - 1];
              const newDay = before === undefined || day(before.timestamp) !== day(event.timestamp);
              return (
                <li key={keyOf(event)} className="[contain-intrinsic-size:auto_4.5rem] [content-visibility:auto]">
                  {newDay && (
                    <h2 className="pt-5 pb-1 text-small font-semibold text-ink-soft">
                      {formats.date(event.timestamp)}
                    </h2>
                  )}
                  <ActivityRow event={event} />
                </li>
              );
            })}
          </ol>
          {isFetchNextPageError ? (
            <ProblemNote problem={asProblem(list.error)} onRetry={() => void fetchNextPage()} />
          ) : hasNextPage ? (
            <>
              <NearEnd
                onNear={() => {
                  if (!isFetching) void fetchNextPage();
                }}
              />
              <SkeletonRows rows={2} label={t('activity.loadingMore')} />
            </>
          ) : (
            <p className="nums py-6 text-center text-small text-ink-faint">
              {t('activity.shown', { count: total ?? events.length })}
            </p>
          )}
        </>
      )}
    </>
  );
}
