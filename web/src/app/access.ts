import { useSyncExternalStore } from 'react';

let locked = false;
const listeners = new Set<() => void>();

/** Notes whether Harmony has refused somebody who has not said who they are. */
export function setLocked(next: boolean): void {
  if (next === locked) return;
  locked = next;
  for (const listener of listeners) listener();
}

/** Whether the page has to ask who is there before it can show anything. */
export function useLocked(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => locked,
  );
}
