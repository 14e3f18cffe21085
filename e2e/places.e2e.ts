import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoHouse } from '../scripts/demo/house.ts';
import en from '../web/src/i18n/en.json' with { type: 'json' };
import more from '../web/src/i18n/more-en.json' with { type: 'json' };
import { examineThemes } from './support/axe.ts';
import { launch, openContext, picture, type View } from './support/browser.ts';
import { hostileText, makeAnswersHostile } from './support/hostile-answers.ts';
import { openLivedInHouse } from './support/lived-in.ts';
import { watchSettling } from './support/settled.ts';

/** Every address that the page itself knows, in a real house in which everything is switched on. A new place is looked at without being named here. */

/** So many pages behind one address with a blank are looked at in the views that differ in all respects; in the others it is one. Sections of the settings are all different. */
const examplesOf = (pattern: string): number => (pattern.startsWith('/settings/') ? 16 : 4);

let browser: Browser;
let house: Pick<DemoHouse, 'url' | 'close'>;
let addresses: readonly { readonly pattern: string; readonly address: string }[];
beforeAll(async () => {
  [browser, house] = await Promise.all([launch(), openLivedInHouse()]);
  addresses = await findAddresses();
}, 480_000);
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** The page's own list of addresses; one with a blank is found as a link on another page, as people find it. */
async function findAddresses(): Promise<typeof addresses> {
  const { context, page } = await openContext(browser, { width: 'desktop', theme: 'light', language: 'en' });
  const settling = watchSettling(page);
  await page.goto(house.url);
  await settling.rest();
  const patterns = await page.evaluate<string[]>('Object.keys(window.__TSR_ROUTER__.routesByPath)');
  expect(patterns.length).toBeGreaterThan(20);
  const links = new Set<string>();
  for (const address of patterns.filter((pattern) => !pattern.includes('$'))) {
    await go(page, address);
    await settling.rest();
    const here = await page.evaluate<string[]>(
      `[...document.querySelectorAll('main a[href^="/"]')].map((link) => link.getAttribute('href'))`,
    );
    for (const link of here) links.add(link);
  }
  // an album is behind its artist
  for (const artist of [...links].filter((link) => link.startsWith('/library/artist?')).slice(0, 2)) {
    await go(page, artist);
    await settling.rest();
    const albums = await page.evaluate<string[]>(
      `[...document.querySelectorAll('main a[href^="/library/album?"]')].map((link) => link.getAttribute('href'))`,
    );
    for (const link of albums) links.add(link);
  }
  await context.close();
  return patterns.flatMap((pattern) => {
    const shape = new RegExp(`^${pattern.replace(/\$\w+/g, '[^/?]+')}$`);
    const own = [...links].filter((link) => shape.test(link.split('?')[0] ?? ''));
    if (!pattern.includes('$')) return [{ pattern, address: own.find((link) => link.includes('?')) ?? pattern }];
    const leads = own.filter((link) => !patterns.includes(link));
    if (leads.length === 0) throw new Error(`No page has a link to ${pattern}.`);
    return leads.slice(0, examplesOf(pattern)).map((address) => ({ pattern, address }));
  });
}

/** Goes there within the page, as a link does. */
async function go(page: Page, address: string): Promise<void> {
  await page.evaluate(`window.__TSR_ROUTER__.navigate({ href: ${JSON.stringify(address)} })`);
}

/** Texts and names on the page that are keys of texts; names of others (`bdi`) may look like one. */
const keys = new RegExp(`^(?:${[...Object.keys(en), ...Object.keys(more)].join('|')})\\.[\\w.]+$`);
async function untranslated(page: Page): Promise<string[]> {
  const shown = await page.evaluate<string[]>(`(() => {
    const found = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
      if (walker.currentNode.parentElement.closest('bdi, [dir=auto]') === null) found.push(walker.currentNode.textContent);
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]'))
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) found.push(element.getAttribute(name) ?? '');
    return found;
  })()`);
  return shown.map((text) => text.trim()).filter((text) => keys.test(text));
}

/** A file that was found may have a cover inside; whether it has is only known when it is asked for. */
const noCover = /status of 404 .*\/library\/files\/\d+\/artwork\)$/;

const views = (['desktop', 'phone'] as const).flatMap((width) =>
  (['en', 'de'] as const).map((language) => ({ width, language })),
);

// side by side: most of the time each of them waits
describe('every page', () => {
  it.concurrent.each(views)(
    'is free of axe violations, complaints, keys instead of texts and sideways scrolling on a $width in $language, light and dark',
    async ({ width, language }) => {
      const view: View = { width, language, theme: 'light' };
      const { context, page, complaints } = await openContext(browser, view);
      const settling = watchSettling(page);
      await page.goto(house.url);
      await settling.rest();
      const findings: string[] = [];
      const seen = new Set<string>();
      for (const { pattern, address } of addresses) {
        const all = (width === 'desktop') === (language === 'en');
        if (seen.has(pattern) && !all) continue;
        const name = (seen.has(pattern) ? address : pattern).replace(/[^\w-]+/g, '-').replace(/^-|-$/g, '') || 'home';
        seen.add(pattern);
        await go(page, address);
        await settling.rest();
        const say = (what: string): number => findings.push(`${address}: ${what}`);
        const found = await examineThemes(
          page,
          () => settling.rest(),
          (theme) => picture(page, `place-${name}-${width}-${theme}-${language}`, { whole: true }),
        );
        for (const finding of found) say(finding);
        for (const key of await untranslated(page)) say(`shows the key ${key}`);
        const wider = Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'));
        if (wider > 0) say(`${wider} px wider than the window`);
        for (const complaint of complaints.splice(0)) if (!noCover.test(complaint)) say(complaint);
      }
      await context.close();
      expect(findings).toEqual([]);
    },
    600_000,
  );
});

/** What is shown only after a choice or a question. */
const behindChoices = [
  '/search?q=Thunderstruck',
  '/matching?tab=review',
  '/matching?tab=aliases',
  '/matching?tab=cases',
  '/welcome?step=folder',
  '/welcome?step=soulseek',
];
/** Where nobody's own words stand, whatever the house answers. */
const withoutNames = [
  '/search',
  '/matching',
  '/matching?tab=aliases',
  '/welcome',
  ...['quality', 'enrichment', 'notifications', 'autosync', 'appearance'].map((section) => `/settings/${section}`),
];

describe('every page', () => {
  it('takes names, paths, sentences and links of others for text, also where no policy of the browser stands behind it', async () => {
    const view: View = { width: 'desktop', theme: 'light', language: 'en' };
    const { context, page } = await openContext(browser, view, { bypassCSP: true });
    await makeAnswersHostile(page);
    const settling = watchSettling(page);
    const findings: string[] = [];
    const silent: string[] = [];
    page.on('pageerror', (error) => findings.push(error.message));
    await page.goto(house.url);
    await settling.rest();
    for (const address of [...addresses.map((one) => one.address), ...behindChoices]) {
      await go(page, address);
      await settling.rest();
      await picture(page, `hostile-${address.replace(/[^\w-]+/g, '-')}`, { whole: true });
      const { come, said } = await page.evaluate<{ come: string[]; said: boolean }>(whatCame);
      for (const one of come) findings.push(`${address}: ${one.slice(0, 240)}`);
      if (!said) silent.push(address);
    }
    // a question that is under way now has nobody left to answer
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await context.close();
    expect(findings).toEqual([]);
    // they were really there, as they are written
    expect(silent.filter((address) => !withoutNames.includes(address))).toEqual([]);
  }, 300_000);
});

/** What came out of hostile texts other than text, and whether such a text is there at all. */
const whatCame = `(() => {
  const come = [...document.querySelectorAll('[data-struck], iframe, object, embed, main script')];
  for (const element of document.querySelectorAll('[href], [src], [action], [formaction]'))
    for (const name of ['href', 'src', 'action', 'formaction'])
      if (/^\\s*(?:javascript|data:text|vbscript)/i.test(element.getAttribute(name) ?? '')) come.push(element);
  const crashed = document.querySelector('main [role=alert] h1');
  const texts = [document.body.innerText, ...[...document.querySelectorAll('input, textarea')].map((field) => field.value)];
  return {
    come: [
      ...come.map((element) => element.outerHTML),
      ...(window.struck === undefined ? [] : ['a script has run']),
      ...(crashed === null ? [] : ['the page stumbled: ' + crashed.closest('[role=alert]').textContent]),
    ],
    said: texts.some((text) => text.toLowerCase().includes(${JSON.stringify(hostileText.slice(0, 30).toLowerCase())})),
  };
})()`;

describe('in that house', () => {
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    ({ context, page } = await openContext(browser, { width: 'desktop', theme: 'light', language: 'en' }));
    context.setDefaultTimeout(60_000);
  });
  afterAll(() => context.close());

  it('one of two files of a recording is kept, the other goes to the trash and is brought back', async () => {
    await page.goto(`${house.url}/library/duplicates`);
    const keep = page.getByRole('button', { name: /^Keep this one: / });
    await keep.nth(1).waitFor();
    await keep.first().click();
    await page.getByText('1 file is in the trash').hover();
    await page.getByText('No recording is there twice').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await keep.nth(1).waitFor();
  });

  it('a file that was lost is forgotten after a question', async () => {
    await page.goto(`${house.url}/library/missing`);
    await page.getByRole('button', { name: /^Forget / }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click();
    await page.getByText('No file is missing').waitFor();
  });

  it('a release is ruled out by hand, and left to the rules again', async () => {
    await page.goto(`${house.url}/artists`);
    await page.getByRole('link', { name: 'Massive Attack' }).click();
    const actions = page.getByRole('button', { name: /^Actions for Teardrop/ });
    await actions.click();
    await page.getByRole('menuitemradio', { name: 'Never fetch' }).click();
    await page.getByText('Ruled out').waitFor();
    await actions.click();
    await page.getByRole('menuitemradio', { name: 'By the rules' }).click();
    await page.getByText('Ruled out').waitFor({ state: 'detached' });
  });

  it('a mirrored playlist is kept in Plex at the flick of a switch, and left there when it is switched off', async () => {
    await page.goto(`${house.url}/spotify`);
    await page.getByRole('button', { name: /^Küche ☕/ }).click();
    const inPlex = page.getByRole('switch', { name: 'Keep in Plex' });
    await inPlex.click();
    await page.getByText(/\d+ in Plex, \d+ missing, 0 added by hand/).waitFor();
    await inPlex.click();
    await page.getByText('As a playlist there; what you change in Plex stays so.').waitFor();
    expect(await inPlex.isChecked()).toBe(false);
  });
});
