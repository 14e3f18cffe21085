import { setTimeout as sleep } from 'node:timers/promises';
import { createPageSource, ServiceFault } from '#platform/outbound';
import type { FoundTrack, PublicPlaylists } from '../../pipeline/1-import/ports.ts';
import { type EmbedRow, readEmbedPage } from './page.ts';
import type { SpotifyEmbedSettings } from './settings.ts';

/** The page shows so many rows and gives no sign that there are more (reference §2.2). */
const mostRows = 100;
const timeoutMs = 10_000;
const maxBytes = 5 * 1024 * 1024;
/** After a failure or an unknown layout, this long nothing is asked. */
const pauseMs = 30 * 60_000;
const mostKept = 200;

type Answer = Awaited<ReturnType<PublicPlaylists['read']>>;

/** Reads public pages of playlists: slowly, one at a time, without cookies or the page's own token, each at most once an hour. */
export function createSpotifyEmbed(options: {
  readonly settings: SpotifyEmbedSettings;
  readonly now?: () => Date;
}): PublicPlaylists & { close(): Promise<void> } {
  const { settings } = options;
  const now = options.now ?? (() => new Date());
  const source = createPageSource({ service: 'Spotify (public page)', baseUrl: settings.baseUrl, timeoutMs, maxBytes });
  const kept = new Map<string, { readonly answer: Answer; readonly until: number }>();
  let turn: Promise<unknown> = Promise.resolve();
  let lastAt = 0;
  let paused: (Answer & { kind: 'not-now' }) | null = null;

  function later(code: string, sentence: string): Answer & { kind: 'not-now' } {
    const until = new Date(now().getTime() + pauseMs);
    paused = { kind: 'not-now', code, sentence, until };
    return paused;
  }

  async function ask(id: string, signal: AbortSignal): Promise<Answer> {
    const at = now().getTime();
    const known = kept.get(id);
    if (known !== undefined && known.until > at) return known.answer;
    if (paused !== null && (paused.until?.getTime() ?? 0) > at) return paused;
    const wait = lastAt + settings.gapMs - Date.now();
    if (wait > 0) await sleep(wait, undefined, { signal });
    const answer = await fetchPage(id, signal);
    lastAt = Date.now();
    if (answer.kind === 'not-now') return answer;
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? '');
    kept.set(id, { answer, until: at + settings.cacheTtlS * 1000 });
    return answer;
  }

  async function fetchPage(id: string, signal: AbortSignal): Promise<Answer> {
    let reply: { readonly status: number; readonly text: string };
    try {
      reply = await source.get(`/embed/playlist/${id}`, signal);
    } catch (error) {
      if (!(error instanceof ServiceFault) || signal.aborted) throw error;
      return later(`embed_${error.code}`, `${error.message} ${error.remedy}`);
    }
    if (reply.status === 404) return { kind: 'gone' };
    if (reply.status !== 200)
      return later('embed_refused', `The public page of Spotify answered ${reply.status}; it is asked again later.`);
    const page = readEmbedPage(reply.text, id);
    if (page.kind === 'gone') return { kind: 'gone' };
    if (page.kind === 'unknown-layout')
      return later(
        'embed_layout',
        'The public page of Spotify does not look as expected (a consent page, or a new layout); it is asked again later. A file export of the playlist works at once.',
      );
    return { kind: 'read', name: page.name, tracks: page.rows.map(trackOfRow), probablyCut: page.shown >= mostRows };
  }

  return {
    read(id, signal) {
      // One at a time, whoever asks.
      const mine = turn.then(() => ask(id, signal));
      turn = mine.catch(() => undefined);
      return mine;
    },
    close: () => source.close(),
  };
}

function trackOfRow(row: EmbedRow): FoundTrack {
  return {
    track: {
      title: row.title,
      // A comma without the no-break space is part of a name.
      artists: row.artists.split(/,\u00a0/).map((name) => name.trim()),
      album: null,
      albumArtist: null,
      trackNumber: null,
      trackTotal: null,
      discNumber: null,
      discTotal: null,
      durationMs: row.durationMs,
      isrc: null,
      releaseDate: null,
    },
    spotifyTrackId: row.id,
    spotifyAlbumId: null,
  };
}
