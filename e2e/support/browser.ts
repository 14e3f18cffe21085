import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Debian's Chromium, or the one named by `CHROMIUM_PATH`. */
export async function launch(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    throw new Error(`No browser at ${executablePath}. Install it (apt-get install -y chromium) or set CHROMIUM_PATH.`);
  }
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/** Takes a picture into the folder `E2E_SCREENSHOTS` (of the whole page, not only the window: `whole`). Pictures are for people: without a folder none is taken. */
export async function picture(page: Page, name: string, { whole = false } = {}): Promise<void> {
  const folder = process.env['E2E_SCREENSHOTS'] ?? '';
  if (folder !== '') await page.screenshot({ path: join(folder, `${name}.png`), fullPage: whole });
}

/** One way to look at the page. */
export interface View {
  readonly width: 'phone' | 'desktop';
  readonly theme: 'dark' | 'light';
  readonly language: 'de' | 'en';
}

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

/** Every way to look at the page. */
const views: readonly View[] = (['desktop', 'phone'] as const).flatMap((width) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    (['en', 'de'] as const).map((language) => ({ width, theme, language })),
  ),
);

/** The two ways that differ in all respects: for states of pages; `places.e2e.ts` looks at every page in all eight. */
export const opposites = views.filter(
  (view) =>
    (view.width === 'phone') === (view.theme === 'dark') && (view.language === 'de') === (view.theme === 'dark'),
);

/** A browser window of that kind, without animation, that remembers what the page complained about. `bypassCSP`: the page's policy does not count. */
export async function openContext(
  browser: Browser,
  view: View,
  { bypassCSP = false } = {},
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: sizes[view.width],
    colorScheme: view.theme,
    locale: view.language === 'de' ? 'de-DE' : 'en-GB',
    reducedMotion: 'reduce',
    hasTouch: view.width === 'phone',
    isMobile: view.width === 'phone',
    bypassCSP,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const { url } = message.location();
    complaints.push(url.includes('/api/') ? `${message.text()} (${new URL(url).pathname})` : message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['127.0.0.1', 'localhost'].includes(url.hostname) && url.protocol !== 'data:' && url.protocol !== 'blob:') {
      complaints.push(`request to ${url.origin}`);
    }
  });
  return { context, page, complaints };
}
