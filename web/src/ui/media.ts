import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query matches, live. */
function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** From tablet width on, rows lie in columns. */
export function useWide(): boolean {
  return useMedia('(min-width: 48rem)');
}

/** From laptop width on, the places stand beside the page. */
export function useRoomBeside(): boolean {
  return useMedia('(min-width: 64rem)');
}
