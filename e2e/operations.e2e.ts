import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { put } from './fixture/house.ts';
import type { Fixture } from './fixture/server.ts';
import { examine } from './support/axe.ts';
import { useFixturePage } from './support/fixture-page.ts';

/** Overview, activity and dead letters: what they show, that they live, and what can be done there. */
let fixture: Fixture;
let page: Page;
let complaints: string[];
useFixturePage(40, (opened) => {
  ({ fixture, page, complaints } = opened);
});

/** The part of the page with that heading. */
const panel = (name: string) => page.locator('section', { has: page.getByRole('heading', { name }) });

describe('the overview', () => {
  it('says what waits for a person, and leads there', async () => {
    await page.goto(fixture.url);
    await page.locator('main').getByRole('link', { name: '4 dead letters' }).click();
    await page.waitForURL('**/dead-letters');
    await page.goBack();
    await page.locator('main').getByRole('link', { name: '1 wish needs you' }).click();
    await page.waitForURL('**/wishes?state=review');
    await page.locator('[data-wish]').first().waitFor();
  });

  it('shows services, workers, searches, disk and work, and follows events without reloading', async () => {
    await page.goto(fixture.url);
    await panel('Workers').getByText('8 of 9 running').waitFor();
    await panel('Workers').getByText('No sign of life').waitFor();
    await panel('What is left').getByText('412 GB free').waitFor();
    await panel('What is left').getByText('28 of 34 searches left').waitFor();
    await panel('Services').getByText('Not used').waitFor();

    const wish = fixture.house.wishes[9];
    if (wish === undefined) throw new Error('no wish');
    wish.title = 'Brand new';
    fixture.tell('wish', { ...put(wish, 'download', 'active'), created_at: new Date().toISOString() });
    await panel('In progress').getByText('Brand new').waitFor();
    fixture.tell('activity', {
      timestamp: new Date().toISOString(),
      type: 'sync',
      status: 'sync_completed',
      details: { name: 'Küche' },
    });
    await panel('What happened').getByText('Playlists compared').waitFor();
    fixture.house.soulseek = {
      ...fixture.house.soulseek,
      status: 'disconnected',
      version: null,
      detail: 'slskd does not answer.',
      remedy: 'Start slskd.',
    };
    fixture.tell('service', { name: 'slskd' });
    await panel('Services').getByText('slskd does not answer. Start slskd.').waitFor();
    await page.locator('nav').getByText('Soulseek cannot be used').waitFor({ state: 'attached' });
  });

  it('reads workers, searches and the disk again when something happens, and asks for nothing while nothing does', async () => {
    await page.clock.install();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname.replace('/api/v1', '')));
    const workers = fixture.house.operations.status['workers'] as Record<string, Record<string, unknown>>;
    Object.assign(workers['lyrics'] ?? {}, { status: 'running' });
    await page.goto(fixture.url);
    await panel('What is left').getByText('412 GB free').waitFor();
    await panel('What is left').getByText('28 of 34 searches left').waitFor();
    await panel('Workers').getByText('9 of 9 running').waitFor();
    const figures = ['/status', '/library/disk', '/soulseek/search/budget'];
    asked.length = 0;
    await page.clock.runFor(20_000);
    // searches come back with time, which nobody tells
    expect(asked.filter((path) => path === '/status' || path === '/library/disk')).toEqual([]);
    fixture.house.operations.disk.free_bytes = 411_000_000_000;
    fixture.tell('library', { wish_id: 1 });
    fixture.tell('activity', {
      timestamp: new Date().toISOString(),
      type: 'backup',
      status: 'completed',
      details: {},
    });
    await expect
      .poll(
        async () => {
          await page.clock.runFor(4000);
          return panel('What is left').getByText('411 GB free').count();
        },
        { timeout: 30_000 },
      )
      .toBe(1);
    expect(new Set(asked.filter((path) => figures.includes(path)))).toEqual(new Set(figures));
  });

  it('keeps what works when one part of it cannot be loaded, and that part tries again when asked', async () => {
    let broken = true;
    await page.route('**/api/v1/library/disk', (route) =>
      broken
        ? route.fulfill({ status: 400, json: { ok: false, error: { code: 'X', message: 'No.' } } })
        : route.continue(),
    );
    await page.goto(fixture.url);
    await panel('What is left').getByRole('alert').waitFor();
    await panel('Workers').getByText('8 of 9 running').waitFor();
    expect(await examine(page)).toEqual([]);
    broken = false;
    await panel('What is left').getByRole('button', { name: 'Try again' }).click();
    await panel('What is left').getByText('412 GB free').waitFor();
    expect(complaints.splice(0).every((complaint) => complaint.includes('status of 400'))).toBe(true);
  });
});

describe('the activity', () => {
  it('is filtered by type and time in the address, grows while it is read, and goes back to its beginning', async () => {
    await page.goto(`${fixture.url}/activity`);
    const rows = page.locator('main ol > li');
    await rows.first().waitFor();
    await page.getByRole('button', { name: 'Worker', exact: true }).click();
    await page.waitForURL('**/activity?type=worker');
    await expect.poll(() => rows.count()).toBe(40);
    await page.getByLabel('Time').selectOption('Last hour');
    await page.waitForURL('**span=hour');
    await expect.poll(() => rows.count()).toBe(1);
    fixture.tell('activity', { timestamp: new Date().toISOString(), type: 'wish', status: 'done' });
    fixture.tell('activity', { timestamp: new Date().toISOString(), type: 'worker', status: 'stopped' });
    await rows.filter({ hasText: 'Workers stopped' }).waitFor();
    expect(await rows.count()).toBe(2);
    await page.goto(`${fixture.url}/activity`);
    await expect
      .poll(
        async () => {
          await page.keyboard.press('End');
          return rows.count();
        },
        { timeout: 20_000 },
      )
      .toBe(240);
  });

  it('without anything in it says what will stand there', async () => {
    fixture.house.operations.events.length = 0;
    await page.goto(`${fixture.url}/activity`);
    await page.getByText('Nothing has happened yet').waitFor();
    expect(await examine(page)).toEqual([]);
  });
});

describe('dead letters', () => {
  it('are tried again together, and removed only after a question', async () => {
    await page.goto(`${fixture.url}/dead-letters`);
    const rows = page.getByRole('tabpanel').getByRole('listitem');
    await rows.nth(2).waitFor();
    await page.getByRole('checkbox', { name: 'Choose Portishead – Mysterons' }).click();
    await page.getByRole('checkbox', { name: 'Choose Portishead – Sour Times' }).click();
    await page.getByText('2 chosen').waitFor();
    await page.getByRole('button', { name: 'Try again', exact: true }).click();
    await page.getByText('2 are tried again').waitFor();
    await expect.poll(() => rows.count()).toBe(1);
    await page.getByRole('checkbox', { name: 'Choose all on this page' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    expect(await examine(page)).toEqual([]);
    await page.getByRole('button', { name: 'Keep' }).click();
    expect(await rows.count()).toBe(1);
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No dead downloads').waitFor();
    await page.locator('nav').getByText('1 dead letter', { exact: true }).waitFor({ state: 'attached' });
  });

  it('of jobs stand beside those of downloads, reachable by arrow keys', async () => {
    await page.goto(`${fixture.url}/dead-letters`);
    await page.getByRole('tab', { name: /Downloads/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL('**/dead-letters?kind=jobs');
    await page.getByText('The job did not end within 300 seconds.').waitFor();
  });
});

describe('downloads', () => {
  it('are found by peer and file, which stands in the address', async () => {
    await page.goto(`${fixture.url}/downloads?status=all`);
    await page.locator('[data-download]').first().waitFor();
    await page.getByRole('searchbox', { name: 'Peer or file' }).fill('nightowl77');
    await page.waitForURL('**q=nightowl77**');
    await page.locator('[data-download]', { hasText: 'vinylvault' }).first().waitFor({ state: 'detached' });
    await page.getByText('8 downloads').waitFor();
    await page.getByRole('searchbox', { name: 'Peer or file' }).fill('zzzz');
    await page.getByText('No download matches “zzzz”').waitFor();
    expect(await examine(page)).toEqual([]);
  });

  it('that failed are counted on a badge that filters, and are tried again at once', async () => {
    await page.goto(`${fixture.url}/wishes`);
    await page
      .getByRole('navigation', { name: 'Wishes and downloads' })
      .getByRole('link', { name: 'Downloads' })
      .click();
    await page.locator('[data-download]').first().waitFor();
    await page.getByRole('button', { name: 'Failed: 8' }).click();
    await page.waitForURL('**/downloads?status=failed');
    await expect.poll(() => page.locator('[data-download]').count()).toBe(8);
    expect(await examine(page)).toEqual([]);
    await page
      .getByRole('button', { name: /^Try .* again$/ })
      .first()
      .click();
    await page.getByText('The download is tried again').waitFor();
    await page.getByRole('button', { name: 'Failed: 7' }).waitFor();
  });

  it('are stopped with a way back, and show their progress as it is told', async () => {
    await page.goto(`${fixture.url}/downloads`);
    const row = page.locator('[data-download="24"]');
    await row.getByText('42%').waitFor();
    const { download } = put(
      { ...(fixture.house.wishes[0] as never as Parameters<typeof put>[0]) },
      'download',
      'active',
    );
    fixture.tell('wish', {
      ...fixture.house.wishes[0],
      download: { ...download, id: 24, state: 'downloading', progress: 77 },
    });
    await row.getByText('77%').waitFor();
    await row.getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name: 'Stop the download' }).click();
    await row.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Queued 5' }).waitFor();
  });
});

describe('many downloads', () => {
  const bar = () => page.getByRole('region', { name: 'What is done with the chosen downloads' });
  const deed = async (name: string): Promise<void> => {
    await bar().getByRole('button', { name: 'Do with them' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
    const confirm = page.getByRole('dialog').getByRole('button', { name, exact: true });
    await confirm.waitFor();
    expect(await examine(page)).toEqual([]);
    await confirm.click();
  };

  it('are chosen with a range and tried again after a question', async () => {
    await page.goto(`${fixture.url}/downloads?status=failed`);
    await page.getByRole('button', { name: 'Failed: 8' }).waitFor();
    await page.getByRole('button', { name: 'Choose several' }).click();
    const boxes = page.locator('[data-download]').getByRole('checkbox');
    await boxes.nth(0).click();
    await boxes.nth(3).click({ modifiers: ['Shift'] });
    await bar().getByText('4 chosen').waitFor();
    expect(await examine(page)).toEqual([]);
    await deed('Try again');
    await page.getByText('4 downloads are tried again').waitFor();
    await page.getByRole('button', { name: 'Failed: 4' }).waitFor();
  });

  it('that run are chosen together, stopped, and brought back', async () => {
    await page.goto(`${fixture.url}/downloads`);
    await page.locator('[data-download]').first().waitFor();
    const open = await page.locator('[data-download]').count();
    await page.getByRole('button', { name: 'Choose several' }).click();
    await bar().getByRole('button', { name: 'All shown' }).click();
    await bar().getByText(`${open} chosen`).waitFor();
    await deed('Stop');
    await page.getByText(`${open} downloads stopped`).waitFor();
    await page.locator('[data-download]').first().waitFor({ state: 'detached' });
    await bar().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Queued 4' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: `Queued ${open + 4}` }).waitFor();
  });
});

describe('the trash', () => {
  it('takes a file of the library, gives it back at once or later, and removes it for good only after a question', async () => {
    await page.goto(`${fixture.url}/library/files`);
    const files = page.locator('[data-file]');
    await files.first().click();
    await page.getByRole('button', { name: 'Move to the trash' }).click();
    await page.getByText('17 files', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('18 files', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: 'Trash' }).click();
    const rows = page.getByRole('list', { name: 'Trash' }).getByRole('listitem');
    await rows.nth(1).waitFor();
    expect(await examine(page)).toEqual([]);
    await page.getByRole('button', { name: 'Restore 02 - Sour Times.mp3' }).click();
    await expect.poll(() => rows.count()).toBe(1);
    await page.getByRole('button', { name: 'Remove 01 - Mysterons.mp3 for good' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove for good' }).click();
    await page.getByText('The trash is empty').waitFor();
  });
});
