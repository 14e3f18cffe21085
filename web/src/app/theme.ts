import { useSyncExternalStore } from 'react';

/** What a person chose; `system` follows the device, also when it changes at dusk. */
export type ThemeChoice = 'system' | 'dark' | 'light';

const storageKey = 'harmony.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
let choice: ThemeChoice = read();

function read(): ThemeChoice {
  const stored = localStorage.getItem(storageKey);
  return stored === 'dark' || stored === 'light' ? stored : 'system';
}

function apply(): void {
  const dark = choice === 'dark' || (choice === 'system' && system.matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  const ground = getComputedStyle(document.documentElement).getPropertyValue('--paper');
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', ground);
  for (const listener of listeners) listener();
}

/** Keeps the page in step with the choice, the device and other tabs. `public/theme.js` has set the first paint. */
export function startTheme(): void {
  system.addEventListener('change', apply);
  window.addEventListener('storage', (event) => {
    if (event.key !== storageKey) return;
    choice = read();
    apply();
  });
  apply();
}

/** Remembers a choice and shows it. */
export function chooseTheme(next: ThemeChoice): void {
  choice = next;
  localStorage.setItem(storageKey, next);
  apply();
}

/** The choice, live. */
export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => choice,
  );
}

/** Whether dark is shown now. */
export function useDark(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => document.documentElement.dataset['theme'] === 'dark',
  );
}
