import { useEffect, useEffectEvent } from 'react';

/** Time within which a key belongs to the `g` before it. */
const afterGMs = 1000;

/** Keys of a part of the page; silent while something is typed, a window is open, or the key belongs to `g …`. */
export function useKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  const press = useEffectEvent((key: string): boolean => {
    const act = keys[key];
    act?.();
    return act !== undefined;
  });
  useEffect(() => {
    let pressedG = 0;
    const onKeyDown = (event: KeyboardEvent): void => {
      const walking = Date.now() - pressedG < afterGMs;
      pressedG = event.key === 'g' ? Date.now() : 0;
      if (walking || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target } = event;
      const typing =
        target instanceof HTMLElement &&
        target.closest('input:not([type=radio]), textarea, select, [contenteditable], [role=menu]') !== null;
      if (typing || document.querySelector('[role=dialog]') !== null) return;
      if (press(event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
