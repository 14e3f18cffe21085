import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { type Fixture, startFixture } from '../fixture/server.ts';
import { launch, openContext } from './browser.ts';

/**
 * Gives each test of a file a fixture of its own with that many wishes and an English desktop page that has gone nowhere yet; `opened` is called
 * before each. A test after which complaints of the page are left fails; one that expects some takes them out.
 */
export function useFixturePage(
  wishes: number,
  opened: (parts: { readonly fixture: Fixture; readonly page: Page; readonly complaints: string[] }) => void,
): void {
  let browser: Browser;
  let fixture: Fixture;
  let context: BrowserContext;
  let complaints: string[];
  beforeAll(async () => {
    browser = await launch();
  });
  beforeEach(async () => {
    fixture = await startFixture({ wishes });
    const window = await openContext(browser, { width: 'desktop', theme: 'light', language: 'en' });
    ({ context, complaints } = window);
    opened({ fixture, page: window.page, complaints });
  });
  afterEach(async () => {
    await context.close();
    await fixture.close();
    expect(complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
  });
}
