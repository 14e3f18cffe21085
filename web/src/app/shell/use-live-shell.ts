import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useFeed } from '../feed.ts';

/** While events flow, the signs beside the places are read again at most this often. */
const gatherMs = 2000;
/** Workers, searches and the disk follow from all that happens; they are read again at most this often. */
const houseMs = 8000;

/** Keeps the signs beside the places and the state of the house true on every page; what nobody looks at is not asked for. */
export function useLiveShell(): void {
  const client = useQueryClient();
  const feed = useFeed();
  useEffect(() => {
    let timer: number | undefined;
    let houseTimer: number | undefined;
    const refresh = (...keys: readonly (readonly string[])[]): void => {
      for (const queryKey of keys) void client.invalidateQueries({ queryKey });
    };
    const services = (): void => refresh(['soulseek', 'status'], ['spotify', 'status'], ['doctor']);
    const work = (): void => {
      timer = undefined;
      refresh(['wishes', 'counts'], ['dead-letters', 'totals']);
    };
    const house = (): void => {
      houseTimer = undefined;
      refresh(['server'], ['soulseek', 'budget']);
    };
    const gatherHouse = (): void => {
      houseTimer ??= window.setTimeout(house, houseMs);
    };
    const gather = (): void => {
      timer ??= window.setTimeout(work, gatherMs);
      gatherHouse();
    };
    const stops = [
      feed.on('service', services),
      feed.on('wish', gather),
      feed.on('ingest', gather),
      feed.on('library', gatherHouse),
      feed.on('activity', gatherHouse),
      feed.onGap(() => {
        services();
        work();
        house();
      }),
    ];
    return () => {
      clearTimeout(timer);
      clearTimeout(houseTimer);
      for (const stop of stops) stop();
    };
  }, [client, feed]);
}
