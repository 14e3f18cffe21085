import { queryOptions } from '@tanstack/react-query';
import { listDeliveries, readNotificationTargets } from '../../api/index.ts';

/** Where people are told. */
export const targetsQuery = queryOptions({
  queryKey: ['notifications', 'targets'] as const,
  queryFn: ({ signal }) => readNotificationTargets(signal),
});

/** What was sent last; read again while a message is under way. */
export const deliveriesQuery = queryOptions({
  queryKey: ['notifications', 'deliveries'] as const,
  queryFn: ({ signal }) => listDeliveries(signal),
  refetchInterval: ({ state: { data } }) => (data?.some((each) => each.state === 'pending') === true ? 5000 : 30_000),
});
