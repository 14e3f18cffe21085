import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveFeed } from '../../api/index.ts';

/** Files and scans report in bursts; what is shown is read again at most this often. */
const refreshMs = 800;

/** Keeps everything about artists true while it is shown. */
export function useLiveArtists(feed: LiveFeed): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: number | undefined;
    const refresh = (): void => {
      timer = undefined;
      void client.invalidateQueries({ queryKey: ['artists'] });
    };
    const soon = (): void => {
      timer ??= window.setTimeout(refresh, refreshMs);
    };
    const stops = [feed.on('watch', soon), feed.on('discography', soon), feed.on('library', soon), feed.onGap(refresh)];
    return () => {
      for (const stop of stops) stop();
      clearTimeout(timer);
    };
  }, [client, feed]);
}
