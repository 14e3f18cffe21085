import type { SettingValues } from '#platform/config';
import type { Db } from '#platform/database';
import { type Clock, createMood, createOutbound, createPace, type MoodReading, systemClock } from '#platform/outbound';
import { createCache } from './cache.ts';
import { type Ask, createClient } from './client.ts';
import type { musicBrainzSettings } from './settings.ts';
import type { MbArtist, MbPage, MbRecording, MbRelease, MbReleaseGroup } from './types.ts';
import { readArtist, readGroup, readLinkedArtists, readPage, readRecording, readRelease } from './wire.ts';

/** Who waits, and how long. */
export type MbAsk = Pick<Ask, 'urgent' | 'signal'>;

/**
 * MusicBrainz in our words. `null` where it knows nothing of that name; throws `ServiceFault` when it could not be asked. Ids that were merged answer
 * with the id that holds now: store the one that comes back. Every function costs one request unless it says otherwise, or none when the answer is kept.
 */
export interface MusicBrainz {
  /** Artists by name or alias, best first. */
  searchArtists(name: string, limit: number, ask?: MbAsk): Promise<readonly MbArtist[]>;
  /** With aliases, genres and links. */
  artist(id: string, ask?: MbAsk): Promise<MbArtist | null>;
  /** The artist that editors linked to an address, for example `https://open.spotify.com/artist/…`. */
  artistOfLink(url: string, ask?: MbAsk): Promise<string | null>;
  /** One page (100) of everything an artist has put out, in no order; never from the cache. `null`: no such artist. */
  groupsOfArtist(id: string, offset: number, ask?: MbAsk): Promise<MbPage<MbReleaseGroup> | null>;
  /** What an artist puts out from `since` (`YYYY-MM-DD`) on; one request for each 100. For artists with thousands of releases. Never from the cache. */
  groupsSince(id: string, since: string, offset: number, ask?: MbAsk): Promise<MbPage<MbReleaseGroup>>;
  /** All releases of a group, without tracks; one request for each 100. */
  releasesOfGroup(id: string, ask?: MbAsk): Promise<readonly MbRelease[]>;
  /** The first releases of a group with their tracks, in one request; `null`: no such group. */
  releasesWithTracks(id: string, ask?: MbAsk): Promise<readonly MbRelease[] | null>;
  /** With tracks, labels, ISRCs and whether there is cover art. */
  release(id: string, ask?: MbAsk): Promise<MbRelease | null>;
  /** With everybody who made it (producer, composer …), genres and its releases. */
  recording(id: string, ask?: MbAsk): Promise<MbRecording | null>;
  /** All recordings of an ISRC with their releases; several are possible and wrong codes exist. */
  recordingsByIsrc(isrc: string, ask?: MbAsk): Promise<readonly MbRecording[]>;
  /** Best first; titles should be without `- Remastered 2011` and the like. `lengthMs` narrows to ±10 s. */
  searchRecordings(
    wanted: { readonly title: string; readonly artist?: string; readonly release?: string; readonly lengthMs?: number },
    limit: number,
    ask?: MbAsk,
  ): Promise<readonly MbRecording[]>;
  mood(): MoodReading;
  close(): Promise<void>;
}

const dayMs = 24 * 60 * 60_000;
const pageSize = 100;
/** A group with more releases than this is cut; the rest are far editions of the same. */
const mostReleases = 500;
/** With tracks the service answers with fewer than it is asked for anyway. */
const releasesOnce = 25;

/** What must be escaped so that a name is a name and not a part of the query (Lucene). */
export function escapeLucene(name: string): string {
  return name.replace(/[+\-&|!(){}[\]^"~*?:\\/]/g, '\\$&').replace(/\p{Cc}/gu, ' ');
}

const segment = (id: string): string => encodeURIComponent(id);
const isMbid = (id: string): boolean => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(id);

/** Opens the way to MusicBrainz; nothing is asked before a function is called. `version` goes into the User-Agent, which they insist on. */
export function createMusicBrainz(options: {
  readonly db: Db;
  readonly settings: SettingValues<typeof musicBrainzSettings>;
  readonly version: string;
  readonly clock?: Clock;
}): MusicBrainz {
  const { db, settings } = options;
  const clock = options.clock ?? systemClock;
  const mood = createMood({ service: 'musicbrainz', now: () => new Date(clock.now()) });
  const out = createOutbound({
    service: 'musicbrainz',
    baseUrl: settings.baseUrl,
    mood,
    timeoutMs: settings.timeoutMs,
    maxBytes: 16 * 1024 * 1024,
    connections: 1,
    headers: { 'user-agent': `Harmony/${options.version} ( ${settings.contact ?? 'self-hosted music hub'} )` },
    credentialsRemedy:
      'MusicBrainz blocks this address or User-Agent. Set MUSICBRAINZ_CONTACT to an address at which you can be reached, and wait.',
  });
  const pace = createPace({ db, service: 'musicbrainz', intervalMs: settings.intervalMs, clock });
  const client = createClient({ out, mood, pace, cache: createCache(db), clock });
  const lookupMs = settings.cacheDays * dayMs;
  const searchMs = lookupMs / 7;
  const get = (path: string, keepMs: number, ask: MbAsk | undefined): Promise<unknown> =>
    client.get(path, { keepMs, ...ask });

  async function look<T>(path: string, read: (body: unknown) => T, ask: MbAsk | undefined): Promise<T | null> {
    const body = await get(path, lookupMs, ask);
    return body === null ? null : read(body);
  }
  async function search<T>(
    of: string,
    query: string,
    limit: number,
    read: (row: unknown) => T,
    ask: MbAsk | undefined,
  ): Promise<readonly T[]> {
    const path = `/${of}?query=${segment(query)}&limit=${Math.min(Math.max(limit, 1), pageSize)}&fmt=json`;
    const body = await get(path, searchMs, ask);
    return body === null ? [] : readPage(body, of, read).items;
  }

  return {
    searchArtists(name, limit, ask) {
      const words = `"${escapeLucene(name)}"`;
      return search('artist', `artist:${words} OR alias:${words}`, limit, readArtist, ask);
    },
    artist: async (id, ask) =>
      isMbid(id) ? look(`/artist/${segment(id)}?inc=aliases+genres+url-rels&fmt=json`, readArtist, ask) : null,
    async artistOfLink(url, ask) {
      const linked = await look(`/url?resource=${segment(url)}&inc=artist-rels&fmt=json`, readLinkedArtists, ask);
      return linked?.[0] ?? null;
    },
    async groupsOfArtist(id, offset, ask) {
      if (!isMbid(id)) return null;
      const path = `/release-group?artist=${segment(id)}&inc=artist-credits&limit=${pageSize}&offset=${offset}&fmt=json`;
      const body = await get(path, 0, ask);
      return body === null ? null : readPage(body, 'release-group', readGroup);
    },
    async groupsSince(id, since, offset, ask) {
      const query = segment(`arid:${id} AND firstreleasedate:[${since} TO *]`);
      const body = await get(`/release-group?query=${query}&limit=${pageSize}&offset=${offset}&fmt=json`, 0, ask);
      return body === null ? { items: [], total: 0, offset } : readPage(body, 'release-group', readGroup);
    },
    async releasesOfGroup(id, ask) {
      const all: MbRelease[] = [];
      if (!isMbid(id)) return all;
      for (let offset = 0; offset < mostReleases; offset += pageSize) {
        const path = `/release?release-group=${segment(id)}&inc=media&limit=${pageSize}&offset=${offset}&fmt=json`;
        const body = await get(path, searchMs, ask);
        if (body === null) break;
        const page = readPage(body, 'release', readRelease);
        all.push(...page.items);
        if (page.items.length === 0 || all.length >= page.total) break;
      }
      return all;
    },
    async releasesWithTracks(id, ask) {
      if (!isMbid(id)) return null;
      const path = `/release?release-group=${segment(id)}&inc=recordings+artist-credits+release-groups+media+isrcs&limit=${releasesOnce}&fmt=json`;
      // not kept: a track list that is empty today is there tomorrow
      const body = await get(path, 0, ask);
      return body === null ? null : readPage(body, 'release', readRelease).items;
    },
    release: async (id, ask) =>
      isMbid(id)
        ? look(
            `/release/${segment(id)}?inc=recordings+artist-credits+labels+release-groups+media+isrcs&fmt=json`,
            readRelease,
            ask,
          )
        : null,
    recording: async (id, ask) =>
      isMbid(id)
        ? look(
            `/recording/${segment(id)}?inc=artist-credits+isrcs+genres+tags+releases+release-groups+artist-rels+work-rels+work-level-rels&fmt=json`,
            readRecording,
            ask,
          )
        : null,
    async recordingsByIsrc(isrc, ask) {
      const code = isrc.replaceAll('-', '').toUpperCase();
      if (!/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(code)) return [];
      const read = (body: unknown): readonly MbRecording[] =>
        readPage({ ...(body as object), count: 0 }, 'recording', readRecording).items;
      const path = `/isrc/${code}?inc=artist-credits+isrcs+releases+release-groups&fmt=json`;
      return (await look(path, read, ask)) ?? [];
    },
    searchRecordings({ title, artist, release, lengthMs }, limit, ask) {
      const part = (field: string, value: string | undefined): string[] =>
        value === undefined || value.trim() === '' ? [] : [`${field}:"${escapeLucene(value)}"`];
      const near = lengthMs === undefined ? [] : [`dur:[${Math.max(0, lengthMs - 10_000)} TO ${lengthMs + 10_000}]`];
      const parts = [...part('recording', title), ...part('artist', artist), ...part('release', release), ...near];
      return search('recording', parts.join(' AND '), limit, readRecording, ask);
    },
    mood: () => mood.read(),
    close: () => out.close(),
  };
}
