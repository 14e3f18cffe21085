/** One row of the page, in its own words. */
export interface EmbedRow {
  readonly id: string;
  readonly title: string;
  /** All artists in one text, joined by a comma and a no-break space. */
  readonly artists: string;
  readonly durationMs: number | null;
}

/** What a public page says. */
export type EmbedPage =
  | { readonly kind: 'playlist'; readonly name: string; readonly rows: readonly EmbedRow[]; readonly shown: number }
  /** Unknown or private; comes with status 200. */
  | { readonly kind: 'gone' }
  /** A consent or robot page, or another layout than we know. */
  | { readonly kind: 'unknown-layout' };

// Reference §2.2: the one script that carries the page's data.
const script = /<script\b[^>]*\bid="__NEXT_DATA__"[^>]*>([\s\S]*?)<\/script>/i;
const trackUri = /^spotify:track:([0-9A-Za-z]{22})$/;

/** Reads the embed page of the playlist `id`. Never throws; whatever is not as expected is an unknown layout. */
export function readEmbedPage(html: string, id: string): EmbedPage {
  const found = script.exec(html)?.[1];
  if (found === undefined) return { kind: 'unknown-layout' };
  let data: unknown;
  try {
    data = JSON.parse(found);
  } catch {
    return { kind: 'unknown-layout' };
  }
  const page = at(at(data, 'props'), 'pageProps');
  const state = at(page, 'state');
  if (state === undefined) return at(page, 'status') === 404 ? { kind: 'gone' } : { kind: 'unknown-layout' };
  const entity = at(at(state, 'data'), 'entity');
  const list = at(entity, 'trackList');
  if (at(entity, 'uri') !== `spotify:playlist:${id}` || !Array.isArray(list)) return { kind: 'unknown-layout' };
  const rows = list.map(rowOf).filter((row) => row !== null);
  return { kind: 'playlist', name: text(at(entity, 'name')) || text(at(entity, 'title')), rows, shown: list.length };
}

function rowOf(value: unknown): EmbedRow | null {
  const id = trackUri.exec(text(at(value, 'uri')))?.[1];
  const title = text(at(value, 'title'));
  const artists = text(at(value, 'subtitle'));
  const duration = at(value, 'duration');
  if (id === undefined || title.trim() === '' || artists.trim() === '') return null;
  const known = typeof duration === 'number' && Number.isFinite(duration) && duration > 0 && duration < 86_400_000;
  return { id, title, artists, durationMs: known ? Math.round(duration) : null };
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
