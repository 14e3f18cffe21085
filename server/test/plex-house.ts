import { createPlexStandIn, createPlexTvStandIn, type World } from '../../stand-ins/plex/index.ts';
import { openApiHouse } from './api-house.ts';

/** A small library with what makes libraries hard: a guest on a sampler, a file that is away, audiobooks, films. */
export const plexWorld: World = {
  sections: [
    {
      id: 7,
      title: 'Hörbücher',
      agent: 'com.plexapp.agents.audnexus',
      locations: [{ path: 'D:\\Audio\\Books' }],
    },
    {
      id: 5,
      title: 'Musik',
      locations: [{ path: '/data/music' }],
      albums: [
        {
          artist: 'Mira Vantour',
          title: 'Nordlichtkeller',
          year: 2019,
          tracks: [
            {
              title: 'Glasregen',
              index: 1,
              durationMs: 214_373,
              guids: ['mbid://16c4cdf4-386a-415f-8e0c-26151be62d28'],
            },
            { title: 'Ohne Datei', index: 2, media: 0 },
          ],
        },
        { artist: 'Mira Vantour', title: 'Zweites', year: 2021, tracks: [{ title: 'Glas', index: 1, disc: 2 }] },
        { artist: 'Various Artists', title: 'Sampler', tracks: [{ title: 'Gast', originalTitle: 'Echter Name' }] },
      ],
    },
    { id: 1, title: 'Filme', type: 'movie', agent: 'tv.plex.agents.movie', locations: [{ path: '/data/movies' }] },
  ],
  devices: [{ id: 9, name: 'Plexamp', platform: 'Android' }],
  dvrs: [{ key: '28', uuid: 'dvr', lineup: 'lineup://x' }],
};

/** The whole house beside a stand-in of Plex and one of plex.tv; `ask` speaks to it below its root. */
export async function openPlexHouse(
  options: {
    readonly world?: World;
    readonly env?: Record<string, string>;
    readonly plex?: Partial<Parameters<typeof createPlexStandIn>[0]>;
  } = {},
) {
  const plex = createPlexStandIn({
    world: plexWorld,
    scanMs: 150,
    ...options.plex,
    ...(options.world && { world: options.world }),
  });
  const plexTv = createPlexTvStandIn({ accountToken: 'token-of-the-account' });
  await plex.start();
  await plexTv.start();
  const house = await openApiHouse({
    peers: [],
    env: {
      INTEGRATIONS_ENABLED: 'plex',
      PLEX_BASE_URL: plex.url,
      PLEX_TOKEN: plex.token,
      PLEX_TV_URL: plexTv.url,
      PLEX_PATH_MAP: '/music=/data/music',
      PLEX_RETRY_BACKOFF_BASE_MS: '5',
      SECRETS_KEY: 'a-key-for-tests-that-is-long-enough-to-be-taken',
      ...options.env,
    },
  });
  const root = house.base.replace('/api/v1', '');
  const keyOf = (title: string): string => {
    for (const section of plex.library.sections)
      for (const item of [...section.tracks, ...section.albums, ...section.artists])
        if (item.title === title) return item.ratingKey;
    throw new Error(`Plex has no ${title}.`);
  };
  return {
    house,
    root,
    plex,
    plexTv,
    /** The number of something by its title. */
    keyOf,
    /** Asks and reads the JSON answer, whatever its status. */
    async ask(method: string, path: string, body?: unknown) {
      const sent =
        body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const response = await fetch(root + path, { method, ...sent });
      const text = await response.text();
      const json: unknown = (response.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : null;
      return { status: response.status, json, text, total: response.headers.get('x-total-count') };
    },
    async close() {
      await house.close();
      await plex.stop();
      await plexTv.stop();
    },
  };
}

/** The house with Plex as tests hold it. */
export type PlexHouse = Awaited<ReturnType<typeof openPlexHouse>>;
