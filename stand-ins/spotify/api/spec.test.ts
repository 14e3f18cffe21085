import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generateWorld, type Regime, type SpotifyStandIn } from '../index.ts';
import { type Client, startSignedIn } from '../testing.ts';

/**
 * Spotify's own description is under Spotify's terms, so it is not in the repository: these tests run where `shared/reference/specs` lies beside it, and say
 * so when they do not. `shapes.test.ts` looks at the answers everywhere.
 */
const folder = ['../shared', '../../shared']
  .map((path) => join(path, 'reference/specs/spotify'))
  .find((path) => existsSync(path));

type Node = Record<string, unknown>;

const files: Readonly<Record<Regime, string>> = {
  extended: 'spotify-webapi.sonallux-fixed.2026-05-31.yml',
  dev_restricted: 'spotify-webapi.sonallux-fixed.2026-05-31.yml',
  dev_legacy: 'spotify-webapi.official.2025-10-03.pre-feb2026.yml',
};

/** Fields that the description demands although they go away: all of them for new apps, the markets when one is named. */
const demandedInVain: Readonly<Record<Regime, ReadonlySet<string>>> = {
  extended: new Set(['available_markets']),
  dev_legacy: new Set(['available_markets']),
  dev_restricted: new Set(['available_markets', 'label', 'popularity', 'followers', 'publisher']),
};
/** Fields that come as null at the end of a list although the description does not say so. */
const nullAtTheEnd = new Set(['next', 'after', 'before']);

/** Deprecated fields and those above become optional. */
function tolerant(node: unknown, optional: ReadonlySet<string>): unknown {
  if (Array.isArray(node)) return node.map((entry: unknown) => tolerant(entry, optional));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node as Node).map(([name, value]) => [name, tolerant(value, optional)] as const);
  const made = Object.fromEntries(entries.filter(([name]) => name !== 'example' && name !== 'discriminator'));
  const { properties, required } = made as { properties?: Record<string, Node>; required?: string[] };
  if (Array.isArray(required))
    made.required = required.filter((name) => properties?.[name]?.deprecated !== true && !optional.has(name));
  for (const [name, property] of Object.entries(properties ?? {}))
    if (nullAtTheEnd.has(name) && property.type === 'string') property.nullable = true;
  return made;
}

interface Description {
  validator(method: string, path: string): ValidateFunction | undefined;
}

function readDescription(regime: Regime): Description {
  const text = readFileSync(join(folder ?? '', files[regime]), 'utf8');
  const document = tolerant(parse(text), demandedInVain[regime]) as Node;
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, logger: false });
  ajv.addSchema(document, 'spotify');
  const at = (pointer: readonly string[]): unknown =>
    pointer.reduce<unknown>((node, key) => (node as Node | undefined)?.[key], document);
  const pointerOf = (ref: string): readonly string[] =>
    ref
      .replace('#/', '')
      .split('/')
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return {
    validator(method, path) {
      let pointer: readonly string[] = ['paths', path, method.toLowerCase(), 'responses'];
      const status = ['200', '201'].find((code) => at([...pointer, code]) !== undefined);
      if (status === undefined) return undefined;
      pointer = [...pointer, status];
      const reference = (at(pointer) as Node | undefined)?.$ref;
      if (typeof reference === 'string') pointer = pointerOf(reference);
      pointer = [...pointer, 'content', 'application/json', 'schema'];
      if (at(pointer) === undefined) return undefined;
      const escaped = pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
      return ajv.compile({ $ref: `spotify#/${escaped.join('/')}` });
    },
  };
}

/** Calls with their path in the description; the braces are filled from the world. */
function callsOf(spotify: SpotifyStandIn): readonly (readonly [described: string, path: string])[] {
  const { world } = spotify;
  const isOld = spotify.strings.regime === 'dev_legacy';
  const one = (map: ReadonlyMap<string, unknown>): string => [...map.keys()][0] ?? '';
  const show = [...world.shows.values()].find((each) => each.kind === 'show');
  const book = [...world.shows.values()].find((each) => each.kind === 'audiobook');
  const [track, album, artist, playlist] = [world.tracks, world.albums, world.artists, world.playlists].map(one);
  return [
    ['/me', '/me'],
    ['/me/playlists', '/me/playlists'],
    ['/me/tracks', '/me/tracks?limit=50'],
    ['/me/albums', '/me/albums'],
    ['/me/shows', '/me/shows'],
    ['/me/episodes', '/me/episodes'],
    ['/me/audiobooks', '/me/audiobooks'],
    ['/me/following', '/me/following?type=artist'],
    [isOld ? '/me/top/{type}' : '/me/top/tracks', '/me/top/tracks'],
    [isOld ? '/me/top/{type}' : '/me/top/artists', '/me/top/artists'],
    ['/me/player/recently-played', '/me/player/recently-played'],
    ['/me/player/devices', '/me/player/devices'],
    ['/me/library/contains', `/me/library/contains?uris=spotify:track:${track}`],
    ['/me/tracks/contains', `/me/tracks/contains?ids=${track}`],
    ['/me/following/contains', `/me/following/contains?type=artist&ids=${artist}`],
    ['/search', '/search?q=e&type=track,album,artist,playlist,show,episode,audiobook'],
    ['/tracks/{id}', `/tracks/${track}`],
    ['/tracks/{id}', `/tracks/${track}?market=DE`],
    ['/tracks', `/tracks?ids=${track}`],
    ['/albums/{id}', `/albums/${album}`],
    ['/albums/{id}/tracks', `/albums/${album}/tracks`],
    ['/albums', `/albums?ids=${album}`],
    ['/artists/{id}', `/artists/${artist}`],
    ['/artists/{id}/albums', `/artists/${artist}/albums`],
    ['/artists/{id}/top-tracks', `/artists/${artist}/top-tracks`],
    ['/artists', `/artists?ids=${artist}`],
    ['/playlists/{playlist_id}', `/playlists/${playlist}`],
    ['/playlists/{playlist_id}/items', `/playlists/${playlist}/items`],
    ['/playlists/{playlist_id}/tracks', `/playlists/${playlist}/tracks`],
    ['/playlists/{playlist_id}/images', `/playlists/${playlist}/images`],
    ['/users/{user_id}', '/users/hub.tester'],
    ['/users/{user_id}/playlists', '/users/hub.tester/playlists'],
    ['/browse/new-releases', '/browse/new-releases'],
    ['/browse/categories', '/browse/categories'],
    ['/browse/categories/{category_id}', '/browse/categories/pop'],
    ['/markets', '/markets'],
    ['/shows/{id}', `/shows/${show?.id}`],
    ['/shows/{id}/episodes', `/shows/${show?.id}/episodes`],
    ['/shows', `/shows?ids=${show?.id}`],
    ['/episodes/{id}', `/episodes/${show?.episodeIds[0]}`],
    ['/episodes', `/episodes?ids=${show?.episodeIds[0]}`],
    ['/audiobooks/{id}', `/audiobooks/${book?.id}`],
    ['/audiobooks/{id}/chapters', `/audiobooks/${book?.id}/chapters`],
    ['/audiobooks', `/audiobooks?ids=${book?.id}`],
    ['/chapters/{id}', `/chapters/${book?.episodeIds[0]}`],
    ['/chapters', `/chapters?ids=${book?.episodeIds[0]}`],
  ];
}

/** Routes that only came in February 2026: the description from before has none of them. */
const newer = new Set(['/me/library/contains', '/playlists/{playlist_id}/items']);

describe.skipIf(folder === undefined)('answers beside the description of Spotify', () => {
  describe.each(['extended', 'dev_legacy', 'dev_restricted'] as const)('%s', (regime) => {
    let spotify: SpotifyStandIn;
    let call: Client;
    let description: Description;
    beforeAll(async () => {
      description = readDescription(regime);
      const world = generateWorld({ artists: 4 });
      ({ spotify, call } = await startSignedIn({ world, regime }));
    });
    afterAll(async () => await spotify.close());

    it('fit it, in every route that the regime has', async () => {
      const faults: string[] = [];
      let looked = 0;
      for (const [described, path] of callsOf(spotify)) {
        const reply = await call('GET', path);
        if (regime === 'dev_restricted' && reply.status === 403) continue;
        if (reply.status !== 200) faults.push(`${path}: ${reply.status} ${reply.text}`);
        const validate = description.validator('GET', described);
        if (!validate) {
          if (!(regime === 'dev_legacy' && newer.has(described))) faults.push(`${described} is not described`);
          continue;
        }
        looked++;
        if (!validate(reply.json))
          faults.push(...(validate.errors ?? []).slice(0, 5).map((e) => `${path}${e.instancePath} ${e.message}`));
      }
      expect(faults).toEqual([]);
      expect(looked).toBeGreaterThan(regime === 'dev_restricted' ? 25 : 40);
    });
  });
});
