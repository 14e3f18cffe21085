import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** A wish as the API answers it, as far as the demo looks at it. */
export interface DemoWish {
  readonly id: number;
  readonly title: string;
  readonly artists: readonly string[];
  readonly state: string;
  readonly stage: string;
  readonly duration_ms: number | null;
  readonly reason: { readonly code: string; readonly sentence: string } | null;
  readonly file: { readonly path: string; readonly duration_ms: number | null } | null;
  readonly created_at: string;
  readonly settled_at: string | null;
}

async function answer<T>(response: Response): Promise<T> {
  const body = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${response.url}: ${body.slice(0, 500)}`);
  return JSON.parse(body) as T;
}

/** Uploads a playlist file as the web page would; answers the ingest job's id. */
export async function importFile(url: string, path: string): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([await readFile(path)]), basename(path));
  const response = await fetch(`${url}/api/v1/spotify/import/free/upload`, { method: 'POST', body: form });
  return (await answer<{ job_id: string }>(response)).job_id;
}

/** Every wish, in the order of the list. */
export async function allWishes(url: string): Promise<DemoWish[]> {
  const wishes: DemoWish[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: { items: DemoWish[]; next_cursor: string | null } = await answer(
      await fetch(`${url}/api/v1/wishes?limit=200${query}`),
    );
    wishes.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return wishes;
}

/** How many searches were sent for a wish. */
export async function searchesOf(url: string, id: number): Promise<number> {
  const wish = await answer<{ searches: { shared: boolean }[] }>(await fetch(`${url}/api/v1/wishes/${id}`));
  return wish.searches.filter(({ shared }) => !shared).length;
}

/** The state of an ingest job. */
export async function importState(url: string, id: string): Promise<string> {
  const { job } = await answer<{ job: { state: string } }>(await fetch(`${url}/api/v1/spotify/import/jobs/${id}`));
  return job.state;
}

const settled = new Set(['done', 'waiting', 'review', 'cancelled']);

/** True when nothing is on its way any more. */
export function allSettled(wishes: readonly DemoWish[]): boolean {
  return wishes.length > 0 && wishes.every((wish) => settled.has(wish.state));
}
