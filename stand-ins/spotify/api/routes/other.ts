import { refuse } from '../../http.ts';
import { isSpotifyId } from '../../world/ids.ts';
import type { Episode, Show } from '../../world/types.ts';
import { type Call, type Handler, idsOf, ok, pageOf } from '../call.ts';
import { markets } from '../identity.ts';
import { episodeShape, episodeShort, showShort } from '../spoken.ts';

function showOf(call: Call, kind: Show['kind']): Show {
  if (!isSpotifyId(call.id)) refuse(400, 'Invalid base62 id');
  const show = call.world.shows.get(call.id);
  return show?.kind === kind ? show : refuse(404, 'Resource not found');
}

const partsOf = (call: Call, show: Show): readonly Episode[] =>
  show.episodeIds.flatMap((id) => call.world.episodes.get(id) ?? []);

function partsPage(call: Call, kind: Show['kind']): unknown {
  const part = kind === 'show' ? 'episode' : 'chapter';
  return pageOf(call, partsOf(call, showOf(call, kind)), (episode) => episodeShort(call, episode, part));
}

function showWhole(call: Call, show: Show): unknown {
  const [many, part] = show.kind === 'show' ? (['episodes', 'episode'] as const) : (['chapters', 'chapter'] as const);
  const path = `/v1/${show.kind}s/${show.id}/${many}`;
  const inner = { ...call, query: new URLSearchParams({ limit: '50' }), ask: { ...call.ask, path } };
  const page = pageOf(inner, partsOf(call, show), (episode) => episodeShort(call, episode, part));
  return { ...showShort(call, show), [many]: page };
}

function part(call: Call, id: string, kind: Show['kind']): unknown {
  const show = call.world.shows.get(call.world.episodes.get(id)?.showId ?? '');
  if (show?.kind !== kind) return null;
  const { episode: _episode, track: _track, ...rest } = episodeShape(call, id, 'whole') ?? {};
  return { ...rest, [kind]: showShort(call, show) };
}

const onePart = (call: Call, kind: Show['kind']): unknown => {
  if (!isSpotifyId(call.id)) refuse(400, 'Invalid base62 id');
  return part(call, call.id, kind) ?? refuse(404, 'Resource not found');
};

const severalShows = (call: Call, kind: Show['kind']): readonly unknown[] =>
  idsOf(call, 'ids', 50).map((id) => {
    const show = call.world.shows.get(id);
    if (show?.kind !== kind) return null;
    // several shows come without their episodes, several audiobooks with their chapters
    return kind === 'show' ? showShort(call, show) : showWhole(call, show);
  });

const severalParts = (call: Call, kind: Show['kind']): readonly unknown[] =>
  idsOf(call, 'ids', 50).map((id) => part(call, id, kind));

const category = (call: Call): unknown => ({
  href: `${call.apiUrl}/browse/categories/pop`,
  icons: [],
  id: 'pop',
  name: 'Pop',
});

/** Nobody's music plays anywhere: there is no device. */
const noDevice: Handler = () => refuse(404, 'Player command failed: No active device found', 'NO_ACTIVE_DEVICE');
const nothingPlays: Handler = () => ({ status: 204 });

/** Podcasts, audiobooks, the player without a device, and what is left of browsing. */
export const otherRoutes: Readonly<Record<string, Handler>> = {
  'GET /shows/{id}': (call) => ok(showWhole(call, showOf(call, 'show'))),
  'GET /shows/{id}/episodes': (call) => ok(partsPage(call, 'show')),
  'GET /shows': (call) => ok({ shows: severalShows(call, 'show') }),
  'GET /episodes/{id}': (call) => ok(onePart(call, 'show')),
  'GET /episodes': (call) => ok({ episodes: severalParts(call, 'show') }),
  'GET /audiobooks/{id}': (call) => ok(showWhole(call, showOf(call, 'audiobook'))),
  'GET /audiobooks/{id}/chapters': (call) => ok(partsPage(call, 'audiobook')),
  'GET /audiobooks': (call) => ok({ audiobooks: severalShows(call, 'audiobook') }),
  'GET /chapters/{id}': (call) => ok(onePart(call, 'audiobook')),
  'GET /chapters': (call) => ok({ chapters: severalParts(call, 'audiobook') }),
  'GET /markets': () => ok({ markets }),
  'GET /browse/categories': (call) => ok({ categories: pageOf(call, [0], () => category(call)) }),
  'GET /browse/categories/{id}': (call) =>
    call.id === 'pop' ? ok(category(call)) : refuse(404, "Specified id doesn't exist"),
  'GET /me/player': nothingPlays,
  'GET /me/player/currently-playing': nothingPlays,
  'GET /me/player/devices': () => ok({ devices: [] }),
  'GET /me/player/queue': () => ok({ currently_playing: null, queue: [] }),
  ...Object.fromEntries(
    ['PUT /me/player', 'POST /me/player/queue', 'POST /me/player/next', 'POST /me/player/previous']
      .concat(['pause', 'play', 'repeat', 'seek', 'shuffle', 'volume'].map((name) => `PUT /me/player/${name}`))
      .map((name): [string, Handler] => [name, noDevice]),
  ),
};
