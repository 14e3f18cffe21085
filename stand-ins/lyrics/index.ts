import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bind, unbind } from '../loopback.ts';
import { createFaults, type FaultRule } from '../slskd/faults.ts';

/** One song as LRCLIB keeps it; `duration` in seconds. */
export interface LrcRecord {
  readonly trackName: string;
  readonly artistName: string;
  readonly albumName?: string | null;
  readonly duration?: number | null;
  readonly instrumental?: boolean;
  readonly plainLyrics?: string | null;
  readonly syncedLyrics?: string | null;
}

/** One song as Musixmatch keeps it. */
export interface MusixmatchSong {
  readonly track: string;
  readonly artist: string;
  readonly subtitle?: string;
  readonly lyrics?: string;
  readonly restricted?: boolean;
  readonly instrumental?: boolean;
}

/** What the three services know. */
export interface LyricsWorld {
  readonly lrclib?: readonly LrcRecord[];
  readonly musixmatch?: readonly MusixmatchSong[];
  readonly ovh?: readonly { readonly artist: string; readonly title: string; readonly lyrics: string }[];
}

/** LRCLIB, Musixmatch and lyrics.ovh behind one port. */
export interface LyricsStandIn {
  readonly lrclibUrl: string;
  readonly musixmatchUrl: string;
  readonly ovhUrl: string;
  /** The key that Musixmatch accepts. */
  readonly apiKey: string;
  /** Paths with queries, oldest first. */
  readonly requests: readonly string[];
  start(): Promise<void>;
  stop(): Promise<void>;
  fault(rule: FaultRule): void;
  /** What Musixmatch says in its header from now on, inside HTTP 200; `null`: what fits. */
  musixmatchSays(status: number | null): void;
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

/** Makes a stand-in; nothing runs before `start`. */
export function createLyricsStandIn(world: LyricsWorld): LyricsStandIn {
  const apiKey = 'musixmatch-key-of-the-stand-in';
  const faults = createFaults();
  const requests: string[] = [];
  let server: Server | undefined;
  let origin = '';
  let forced: number | null = null;

  const json = (response: ServerResponse, status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  const trackNotFound = { message: 'Failed to find specified track', name: 'TrackNotFound', statusCode: 404 };
  const invalid = (message: string) => ({ message, name: 'ValidationError', statusCode: 400 });
  const rows = (world.lrclib ?? []).map((record, at) => ({
    id: at + 1,
    name: record.trackName,
    albumName: null,
    duration: null,
    instrumental: false,
    plainLyrics: null,
    syncedLyrics: null,
    ...record,
  }));

  function lrclib(path: string, query: URLSearchParams, response: ServerResponse): void {
    const [track, artist, album] = ['track_name', 'artist_name', 'album_name'].map((name) => query.get(name));
    if (path === '/get') {
      if (!track || !artist) return json(response, 400, invalid('track_name and artist_name are required'));
      const duration = query.get('duration');
      if (duration !== null && !(Number(duration) >= 1 && Number(duration) <= 3600))
        return json(response, 400, invalid('duration must be between 1 and 3600'));
      const found = rows.find(
        (row) =>
          plain(row.trackName) === plain(track) &&
          plain(row.artistName) === plain(artist) &&
          (!album || plain(row.albumName ?? '') === plain(album)) &&
          (duration === null || (row.duration !== null && Math.abs(row.duration - Number(duration)) <= 2)),
      );
      return found === undefined ? json(response, 404, trackNotFound) : json(response, 200, found);
    }
    if (path === '/search') {
      const q = query.get('q');
      if (!q && !track) return json(response, 400, invalid('q or track_name is required'));
      const wanted = plain(q ?? track ?? '');
      const found = rows.filter(
        (row) =>
          plain(`${row.trackName} ${row.artistName}`).includes(wanted) &&
          (!artist || plain(row.artistName).includes(plain(artist))),
      );
      return json(response, 200, found.toReversed().slice(0, 20));
    }
    json(response, 404, { message: 'Not found', name: 'NotFound', statusCode: 404 });
  }

  function musixmatch(path: string, query: URLSearchParams, response: ServerResponse): void {
    const say = (status: number, body: unknown) =>
      json(response, 200, { message: { header: { status_code: status, execute_time: 0.01 }, body } });
    if (forced !== null) return say(forced, forced === 402 ? '' : []);
    if (query.get('apikey') !== apiKey) return say(401, []);
    const song = (world.musixmatch ?? []).find(
      (each) =>
        plain(each.track) === plain(query.get('q_track') ?? '') &&
        plain(each.artist) === plain(query.get('q_artist') ?? ''),
    );
    if (song === undefined) return say(404, []);
    const restricted = song.restricted === true ? 1 : 0;
    if (path === '/matcher.subtitle.get') {
      if (song.subtitle === undefined) return say(404, '');
      const body = restricted === 1 ? '' : song.subtitle;
      return say(200, { subtitle: { subtitle_id: 1, restricted, subtitle_body: body, subtitle_language: 'en' } });
    }
    if (path === '/matcher.lyrics.get') {
      const instrumental = song.instrumental === true ? 1 : 0;
      if (song.lyrics === undefined && instrumental === 0) return say(404, []);
      const body = restricted === 1 ? '' : (song.lyrics ?? '');
      return say(200, { lyrics: { lyrics_id: 1, restricted, instrumental, lyrics_body: body } });
    }
    say(404, []);
  }

  function ovh(path: string, response: ServerResponse): void {
    const [artist = '', title = '', ...rest] = path.slice(1).split('/').map(decodeURIComponent);
    if (artist === '' || title === '' || rest.length > 0) return json(response, 400, { error: 'Artist and title!' });
    const song = (world.ovh ?? []).find(
      (each) => plain(each.artist) === plain(artist) && plain(each.title) === plain(title),
    );
    if (song === undefined) return json(response, 404, { error: 'No lyrics found' });
    json(response, 200, { lyrics: song.lyrics });
  }

  return {
    get lrclibUrl() {
      return `${origin}/api`;
    },
    get musixmatchUrl() {
      return `${origin}/ws/1.1`;
    },
    get ovhUrl() {
      return `${origin}/v1`;
    },
    apiKey,
    requests,
    async start() {
      server = createServer((request, response) => {
        const url = new URL(request.url ?? '/', 'http://stand-in');
        requests.push(request.url ?? '/');
        const fault = faults.take(request.method ?? '', url.pathname);
        if (fault?.kind === 'reset') return void request.socket.destroy();
        if (fault?.kind === 'hang') return;
        if (fault?.kind === 'status') return json(response, fault.status, { message: 'busy' });
        if (fault?.kind === 'html') {
          response.writeHead(502, { 'content-type': 'text/html' });
          return void response.end('<!doctype html><title>Bad gateway</title>');
        }
        if (request.method !== 'GET') return json(response, 405, { message: 'Method not allowed' });
        if (url.pathname.startsWith('/api/')) return lrclib(url.pathname.slice(4), url.searchParams, response);
        if (url.pathname.startsWith('/ws/1.1/')) return musixmatch(url.pathname.slice(7), url.searchParams, response);
        if (url.pathname.startsWith('/v1/')) return ovh(url.pathname.slice(3), response);
        json(response, 404, { message: 'Not found' });
      });
      await bind(server, 0);
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    async stop() {
      await unbind(server);
    },
    fault: (rule) => faults.add(rule),
    musixmatchSays(status) {
      forced = status;
    },
  };
}
