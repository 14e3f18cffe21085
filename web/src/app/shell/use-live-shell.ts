import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useFeed } from '../feed.ts';

/** While events flow, the signs beside the places are read again at most this often. */
const gatherMs = 2000;

/** Keeps the signs beside the places true on every page. */
export function useLiveShell(): void {
  const client = useQueryClient();
  const feed = useFeed();
  useEffect(() => {
    let timer: number | undefined;
    const refresh = (...keys: readonly (readonly string[])[]): void => {
      for (const queryKey of keys) void client.invalidateQueries({ queryKey });
    };
    const services = (): void => refresh(['soulseek', 'status'], ['spotify', 'status']);
    const work = (): void => {
      timer = undefined;
      refresh(['wishes', 'counts'], ['dead-letters', 'totals']);
    };
    const gather = (): void => {
      timer ??= window.setTimeout(work, gatherMs);
    };
    const stops = [
      feed.on('service', services),
      feed.on('wish', gather),
      feed.on('ingest', gather),
      feed.onGap(() => {
        services();
        work();
      }),
    ];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [client, feed]);
}
