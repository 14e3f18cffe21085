import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ago, put } from './fixture/house.ts';
import type { Fixture } from './fixture/server.ts';
import { examine } from './support/axe.ts';
import { useFixturePage } from './support/fixture-page.ts';

/** Matching: its state, the queue of decisions, other rules, names of artists, reported cases. */
let fixture: Fixture;
let page: Page;
useFixturePage(40, (opened) => {
  ({ fixture, page } = opened);
});

const part = () => page.getByRole('tabpanel');

describe('the overview of matching', () => {
  it('shows the worker, how sure it is, and what was discarded completely first', async () => {
    fixture.house.operations.events.push({
      timestamp: ago(60 * 24 * 9),
      type: 'metadata',
      status: 'matching_batch',
      details: { saved: 0, discarded: 7, average_confidence: 0 },
    });
    // The oldest of all, and among the latest twenty.
    fixture.house.operations.events.splice(0, 200);
    await page.goto(`${fixture.url}/matching`);
    await part().getByText('Running', { exact: true }).waitFor();
    await part().getByText('31 jobs wait.').waitFor();
    await part().getByText('91%').waitFor();
    await part().getByText('1,840').waitFor();
    const batches = part().getByRole('listitem');
    await batches.first().getByText('All discarded').waitFor();
    await batches.nth(1).getByText('Partly discarded').waitFor();
  });

  it('warns where the worker stands still, also beside its place', async () => {
    const workers = fixture.house.operations.status['workers'] as Record<string, { status: string }>;
    Object.assign(workers['matching'] ?? {}, { status: 'stopped' });
    await page.goto(`${fixture.url}/matching`);
    await part().getByRole('alert').getByText('The matcher does not run.').waitFor();
    await page.locator('nav').getByText('Matching cannot be used').waitFor({ state: 'attached' });
    expect(await examine(page)).toEqual([]);
  });
});

describe('the queue of decisions', () => {
  it('is gone through by keyboard: another offer, take it, the next wish, call it off and back again', async () => {
    const [first, second] = fixture.house.wishes;
    if (first === undefined || second === undefined) throw new Error('no wish');
    for (const wish of fixture.house.wishes) if (wish.state === 'review') put(wish, 'publish', 'done');
    put(first, 'match', 'review');
    put(second, 'match', 'review');
    await page.goto(`${fixture.url}/matching?tab=review`);
    await part().getByText('1 of 2').waitFor();
    await part().getByRole('radio').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await expect.poll(() => part().getByRole('radio').nth(2).isChecked()).toBe(true);
    await part().getByText('Live at Wembley', { exact: false }).last().waitFor();
    await part().getByText('94 s longer').waitFor();
    expect(await part().locator('mark').count()).toBeGreaterThan(0);
    expect(await examine(page)).toEqual([]);
    await page.keyboard.press('k');
    await page.keyboard.press('a');
    await page.getByText('is fetched from your choice').waitFor();
    expect([first.stage, first.state]).toEqual(['download', 'queued']);
    await part().getByText('1 of 1').waitFor();
    // The letter that follows g leads elsewhere and decides nothing.
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.waitForURL('**/artists');
    expect(second.state).toBe('review');
    await page.goBack();
    await part().getByText('1 of 1').waitFor();
    await page.keyboard.press('x');
    await part().getByText('Nothing waits for you').waitFor();
    expect(second.state).toBe('cancelled');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => second.state).toBe('queued');
  });
});

describe('other rules', () => {
  it('are tried over all wishes, slice by slice, and change nothing', async () => {
    await page.goto(`${fixture.url}/matching?tab=what-if`);
    const sent: unknown[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.postDataJSON());
    });
    await part().getByRole('button', { name: 'FLAC' }).click();
    await part().getByRole('switch', { name: 'Only these' }).click();
    await part().getByRole('button', { name: 'See what would change' }).click();
    await part().getByText('2 changes among 400 wishes').waitFor();
    await part().getByText('FLAC is preferred.').waitFor();
    const settings = { preferred_formats: ['flac'], only_preferred_formats: true, edition_aware: true };
    expect(sent).toEqual([
      { settings, after_wish_id: 0, limit: 200 },
      { settings, after_wish_id: 200, limit: 200 },
    ]);
  });
});

describe('what was taught', () => {
  it('as names of artists is added and removed, learned ones too', async () => {
    await page.goto(`${fixture.url}/matching?tab=aliases`);
    await part().getByRole('button', { name: 'Remove Beatles, The' }).click();
    await part().getByRole('button', { name: 'Remove Beatles, The' }).waitFor({ state: 'detached' });
    await part().getByLabel('Artist', { exact: true }).fill('prince');
    await part().getByLabel('Other name').fill('Camille');
    await part().getByRole('button', { name: 'Add' }).click();
    await part().getByRole('button', { name: 'Remove Camille' }).waitFor();
    await part().getByRole('button', { name: 'Remove TAFKAP' }).click();
    await part().getByRole('button', { name: 'Remove TAFKAP' }).waitFor({ state: 'detached' });
    await part().getByRole('button', { name: 'Remove Camille' }).waitFor();
  });

  it('as reported cases is compared with today, imported, and removed after a question', async () => {
    await page.goto(`${fixture.url}/matching?tab=cases`);
    await part().getByText('1 of 2 are right now').waitFor();
    await part().getByText('A transposed title is the same song').click();
    await part().getByText('The name says “Remix”.').waitFor();
    const chooser = part().locator('input[type=file]');
    const file = (text: string) => ({ name: 'cases.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await chooser.setInputFiles(file('no json'));
    await page.getByText('This is no file of reported decisions').waitFor();
    await chooser.setInputFiles(file('{"cases":[{},{}]}'));
    await page.getByText('2 cases added').waitFor();
    await part().locator('details[open]').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await part().getByText('1 of 1 is right now').waitFor();
  });
});
