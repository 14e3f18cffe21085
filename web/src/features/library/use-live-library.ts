import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveFeed } from '../../api/index.ts';

/** Files arrive in bursts; what is shown is read again at most this often. */
const refreshMs = 1500;

/** Keeps everything that is shown of the library true. */
export function useLiveLibrary(feed: LiveFeed): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: number | undefined;
    const refresh = (): void => {
      timer = undefined;
      void client.invalidateQueries({ queryKey: ['library'] });
    };
    const stopFiles = feed.on('library', () => {
      timer ??= window.setTimeout(refresh, refreshMs);
    });
    const stopGap = feed.onGap(refresh);
    return () => {
      stopFiles();
      stopGap();
      clearTimeout(timer);
    };
  }, [client, feed]);
}
