import { useCallback } from 'react';

let place: HTMLElement | undefined;

/** The element in which menus and hints open; made on first use, so that it is there before the page stands. */
export function overlays(): HTMLElement {
  place ??= document.createElement('div');
  return place;
}

/** Puts that element inside the page's main landmark, so that nothing stands outside all landmarks. Once per page. */
export function Overlays() {
  const hold = useCallback((holder: HTMLDivElement | null) => holder?.append(overlays()), []);
  return <div ref={hold} />;
}
