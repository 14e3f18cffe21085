import { useEffect, useSyncExternalStore } from 'react';

let parts: readonly string[] = [];
const listeners = new Set<() => void>();

function change(next: readonly string[]): void {
  parts = next;
  for (const listener of listeners) listener();
}

/** What the window is called while this component is shown; the innermost wins. Nothing while the text is `null`. */
export function useTitle(text: string | null): void {
  useEffect(() => {
    if (text === null) return;
    change([...parts, text]);
    return () => change(parts.toSpliced(parts.lastIndexOf(text), 1));
  }, [text]);
}

/** The name that a page gave itself, live. */
export function useGivenTitle(): string | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => parts.at(-1),
  );
}
