import type { Page } from 'playwright-core';

/** Longest wait for a page to have come to rest; a busy machine takes its time. */
const patienceMs = 60_000;

/** Follows the requests of a page; `rest` waits until what it shows is whole: nothing under way but the stream of events, no placeholder, fonts and pictures there. */
export function watchSettling(page: Page): { rest(): Promise<void> } {
  const under = new Map<unknown, string>();
  page.on('request', (request) => {
    if (request.resourceType() !== 'eventsource') under.set(request, new URL(request.url()).pathname);
  });
  page.on('requestfinished', (request) => under.delete(request));
  page.on('requestfailed', (request) => under.delete(request));
  const whole = `(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise((done) => requestAnimationFrame(done));
    await document.fonts.ready;
    if ([...document.images].some((image) => !image.complete && image.loading !== 'lazy')) return 'a picture';
    if (document.querySelector('main h1, main [role=alert]') === null) return 'the heading';
    // those far below are the end of a list that loads more when somebody comes near
    const near = [...document.querySelectorAll('main .shimmer')].some((grey) => grey.checkVisibility() && grey.getBoundingClientRect().top < innerHeight);
    return near ? 'a placeholder' : null;
  })()`;
  return {
    async rest() {
      const end = Date.now() + patienceMs;
      // twice in a row: an answer may lead to the next question
      for (let quiet = 0; quiet < 2; ) {
        const awaited = (await page.evaluate<string | null>(whole)) ?? [...under.values()][0] ?? null;
        quiet = awaited === null ? quiet + 1 : 0;
        if (awaited !== null && Date.now() > end)
          throw new Error(`${page.url()} is still waiting for ${awaited} after ${patienceMs / 1000} s.`);
      }
    },
  };
}
