import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { musicSection, openPlexStack, type PlexStack } from '#test/plex-stack';
import { type Child, startChild } from '../../../../scripts/demo/processes.ts';
import { createCatalogueStore } from '../catalogue/catalogue.store.ts';
import { createCatalogue } from '../catalogue/catalogue.ts';
import { createKeptStore } from './kept.store.ts';

const child = fileURLToPath(new URL('../../../test/plex-keep.child.ts', import.meta.url));
const titles = Array.from({ length: 40 }, (_none, at) => `Song ${at + 1}`);
const children: Child[] = [];
let stack: PlexStack;

beforeAll(async () => {
  const albums = [{ artist: 'Ann', title: 'One', tracks: titles.map((title) => ({ title })) }];
  // short addresses: several calls are needed to add the songs
  stack = await openPlexStack({ world: { sections: [musicSection({ albums })] }, maxUrlBytes: 220 });
  const section = await stack.plex.client.musicSection();
  const catalogue = createCatalogue({ client: stack.plex.client, store: createCatalogueStore(stack.db) });
  if (section !== null) await catalogue.read(section, new AbortController().signal);
  await createKeptStore(stack.db).setKeep('playlist', 'p', true);
});
afterAll(async () => {
  for (const each of children) each.process.kill('SIGKILL');
  await stack.close();
});

/** Another process that keeps the list; it is killed in the midst of its nth change at Plex, `null`: it ends by itself. */
async function keep(order: readonly string[], nth: number | null): Promise<void> {
  const { connection, standIn } = stack;
  const before = standIn.requests.length;
  const orders = JSON.stringify({ connection, standInUrl: standIn.url, titles: order });
  const started = startChild(['--no-warnings', child, orders], {});
  children.push(started);
  const end = new Promise<void>((resolve) => started.process.once('exit', () => resolve()));
  const watch = setInterval(() => {
    const changes = standIn.requests.slice(before).filter(({ method }) => method !== 'GET').length;
    if (nth !== null && changes > nth) started.process.kill('SIGKILL');
  }, 1);
  await end;
  clearInterval(watch);
}

test('processes that are killed while they work leave a list that the next one brings to its end, nothing doubled', async () => {
  const turned = [...titles.slice(20).toReversed(), ...titles.slice(2, 20)];
  stack.standIn.setManner({ slowMs: 3 });
  for (const nth of [1, 4]) await keep(titles, nth);
  for (const nth of [2, 7]) await keep(turned, nth);
  await keep(turned, null);
  stack.standIn.setManner({ slowMs: 0 });
  const { items } = await stack.plex.playlists.list({ offset: 0, limit: 10 });
  expect(items.map((each) => each.title)).toEqual(['Mine']);
  const page = await stack.plex.playlists.items(items[0]?.ratingKey ?? '', { offset: 0, limit: 100 });
  expect(page.items.map((item) => item.title)).toEqual(turned);
}, 180_000);
