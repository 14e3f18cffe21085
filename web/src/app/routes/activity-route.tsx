import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { ActivityPage } from '../../features/activity/index.ts';
import { useFeed } from '../feed.ts';

/** The history under its address. */
export function ActivityRoute() {
  const navigate = useNavigate();
  const { type, span } = useSearch({ from: '/activity' });
  const onFilter = useCallback(
    (filter: { type?: string | undefined; span?: 'all' | 'hour' | 'day' | 'week' | undefined }) =>
      void navigate({
        to: '/activity',
        search: { type: filter.type, span: filter.span === 'all' ? undefined : filter.span },
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  return <ActivityPage feed={useFeed()} type={type} span={span ?? 'all'} onFilter={onFilter} />;
}
