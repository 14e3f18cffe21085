import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FixtureWish } from './fixture/house.ts';
import type { Fixture } from './fixture/server.ts';
import { examine } from './support/axe.ts';
import { useFixturePage } from './support/fixture-page.ts';

/** The page of wishes: the story of one, the same for many, narrowing. */
let fixture: Fixture;
let page: Page;
let complaints: string[];
useFixturePage(60, (opened) => {
  ({ fixture, page, complaints } = opened);
});
const patience = { timeout: 30_000 };
const rows = () => page.locator('[data-wish]');
const row = (wish: FixtureWish) => page.locator(`[data-wish="${wish.id}"]`);
/** How many wishes the list has, drawn or not. */
const listed = async (): Promise<number> =>
  Number(await page.locator('li[aria-setsize]', { has: rows() }).first().getAttribute('aria-setsize', patience));
const bar = () => page.getByRole('region', { name: 'What is done with the chosen wishes' });
function wishIn(state: FixtureWish['state'], stage?: FixtureWish['stage']): FixtureWish {
  const found = fixture.house.wishes.find(
    (wish) => wish.state === state && (stage === undefined || wish.stage === stage),
  );
  if (found === undefined) throw new Error(`no wish is ${state}`);
  return found;
}
async function open(path = '/wishes'): Promise<void> {
  await page.goto(fixture.url + path);
  await rows().first().waitFor(patience);
}
async function doWithThem(deed: string): Promise<void> {
  await bar().getByRole('button', { name: 'Do with them' }).click();
  await page.getByRole('menuitem', { name: deed, exact: true }).click();
  const confirm = page.getByRole('dialog').getByRole('button', { name: deed, exact: true });
  await confirm.waitFor(patience);
  expect(await examine(page)).toEqual([]);
  await confirm.click();
}
const count = async (state: FixtureWish['state']): Promise<number> =>
  fixture.house.wishes.filter((wish) => wish.state === state).length;

describe('what happened to a wish', () => {
  it('is told in order: who asked, what was asked, whom, what came of it, what the check found, where it lies', async () => {
    await open('/wishes?state=done');
    await row(wishIn('done')).click();
    const story = page.getByRole('list', { name: 'What happened' });
    await story.getByText('Fulfilled').waitFor(patience);
    const titles = await story.locator('li p:first-child').allTextContents();
    const order = [
      'Wished for',
      'Asked Soulseek',
      'for the file',
      'as well',
      'Checked',
      'Filed in the library',
      'Fulfilled',
    ];
    const places = order.map((text) => titles.findIndex((title) => title.includes(text)));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places.includes(-1)).toBe(false);
    await story.getByText('stood still at 40 %').waitFor();
    await story.getByText('3 times since').waitFor();
    await story.getByRole('button', { name: 'See the proof' }).last().click();
    await page.locator('li[id^=check-]:focus').waitFor(patience);
    expect(await examine(page)).toEqual([]);
  });

  it('leads to the other offers; a choice is taken back', async () => {
    await open('/wishes?state=review');
    const wish = wishIn('review', 'match');
    await row(wish).click();
    await page.getByRole('button', { name: 'Choose another offer' }).click();
    const offer = page.locator('section[id^=proof-] details').nth(1);
    await offer.locator('summary').click();
    await offer.getByRole('button', { name: 'Take this one' }).click();
    await page.getByText('is fetched from your choice').waitFor(patience);
    await expect.poll(() => wish.stage, patience).toBe('download');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('taken back').waitFor(patience);
    expect([wish.stage, wish.state]).toEqual(['match', 'review']);
  });
});

describe('an address of its own', () => {
  it('is what a wish has: reached from its row, loaded anew, live, with what can be done', async () => {
    await open('/wishes?state=review');
    const wish = wishIn('review', 'match');
    await row(wish).click();
    await page.getByRole('link', { name: 'Its own page, to be linked' }).click();
    await page.getByRole('heading', { level: 1, name: wish.title, exact: true }).waitFor(patience);
    expect(new URL(page.url()).pathname).toBe(`/wishes/${wish.id}`);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: wish.title, exact: true }).waitFor(patience);
    await page.getByRole('list', { name: 'What happened' }).getByText('Wished for').waitFor(patience);
    expect(await page.title()).toContain(wish.title);
    expect(await examine(page)).toEqual([]);
    await page.getByRole('button', { name: `More for ${wish.title}` }).click();
    await page.getByRole('menuitem', { name: 'Cancel wish' }).click();
    await page.getByText('Cancelled', { exact: true }).first().waitFor(patience);
    await page.getByRole('link', { name: 'All wishes' }).click();
    await rows().first().waitFor(patience);
  });

  it('that leads to no wish says so, and shows the way back', async () => {
    await page.goto(`${fixture.url}/wishes/999999`);
    await page.getByRole('heading', { name: 'There is no such wish' }).waitFor(patience);
    expect(await examine(page)).toEqual([]);
    expect(complaints.splice(0)).toEqual([expect.stringContaining('/api/v1/wishes/999999')]);
    await page.goto(`${fixture.url}/wishes/no-number`);
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor(patience);
  });
});

describe('the same for many', () => {
  beforeEach(() => {
    for (const wish of fixture.house.wishes.slice(0, 8)) Object.assign(wish, { state: 'waiting', stage: 'search' });
  });

  it('chosen by mouse with a range, cancelled after a question, and taken back', async () => {
    await open('/wishes?state=waiting');
    const waiting = await count('waiting');
    await page.getByRole('button', { name: 'Choose several' }).click();
    await rows().nth(1).click();
    await rows()
      .nth(4)
      .click({ modifiers: ['Shift'] });
    await bar().getByText('4 chosen').waitFor(patience);
    await rows().nth(2).click();
    await bar().getByText('3 chosen').waitFor(patience);
    await doWithThem('Cancel');
    await page.getByText('3 wishes cancelled').waitFor(patience);
    expect(await count('waiting')).toBe(waiting - 3);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('3 wishes are back').waitFor(patience);
    expect(await count('waiting')).toBe(waiting);
  });

  it('chosen by keys alone', async () => {
    await open('/wishes?state=waiting');
    await rows().first().focus();
    await page.keyboard.press('x');
    await bar().getByText('1 chosen').waitFor(patience);
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await bar().getByText('3 chosen').waitFor(patience);
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(3);
    expect(await examine(page)).toEqual([]);
    await page.keyboard.press('Control+a');
    await bar()
      .getByText(`${await rows().count()} chosen`)
      .waitFor(patience);
    await page.keyboard.press('Escape');
    await bar().waitFor({ state: 'detached', ...patience });
  });

  it('all that match, also those that are not loaded, counted first and done portion by portion', async () => {
    fixture.house.wishes.push(
      ...Array.from({ length: 150 }, (_, at) => ({ ...wishIn('waiting'), id: 10_000 + at, title: `More ${at}` })),
    );
    const waiting = await count('waiting');
    await open('/wishes?state=waiting');
    await page.getByRole('button', { name: 'Choose several' }).click();
    await bar().getByRole('button', { name: 'All shown' }).click();
    await bar().getByRole('button', { name: 'All that match' }).click();
    await bar().getByRole('button', { name: 'Do with them' }).click();
    await page.getByRole('menuitem', { name: 'Put first' }).click();
    await page.getByRole('dialog', { name: `Put ${waiting} wishes first?` }).waitFor(patience);
    await page.getByRole('dialog').getByRole('button', { name: 'Put first' }).click();
    await page.getByText(`${waiting} wishes go first`).waitFor(patience);
    expect(fixture.house.wishes.filter(({ priority }) => priority === 100)).toHaveLength(waiting);
  });
});

describe('narrowing', () => {
  it('to a step and to a list stands in the address, and each has its way back', async () => {
    await open();
    await page.getByRole('button', { name: 'Narrow the list' }).click();
    await page.getByRole('menuitemradio', { name: 'Download' }).click();
    await page.waitForURL('**step=download**');
    await expect.poll(listed, patience).toBe(fixture.house.wishes.filter(({ stage }) => stage === 'download').length);
    await page.getByRole('button', { name: 'Step: Download: do not narrow to it' }).click();
    await page.goto(`${fixture.url}/import`);
    await page.locator('[data-import-field]').fill('Somebody – Something rare');
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 title accepted').waitFor(patience);
    await open();
    await page.getByRole('button', { name: 'Narrow the list' }).click();
    await page.getByRole('menuitemradio', { name: /Pasted text/ }).click();
    await page.waitForURL('**list=import**');
    await expect.poll(listed, patience).toBe(1);
    expect(await examine(page)).toEqual([]);
    await page.getByRole('button', { name: /Pasted text.*do not narrow/ }).click();
    await expect.poll(listed, patience).toBeGreaterThan(1);
  });

  it('to nothing says so and leads out', async () => {
    await page.goto(`${fixture.url}/wishes?list=import:none`);
    await page.getByText('No wish is like this').waitFor(patience);
    await page.getByRole('button', { name: 'Show all wishes' }).click();
    await rows().first().waitFor(patience);
  });
});
