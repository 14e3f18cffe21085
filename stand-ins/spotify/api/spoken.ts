import { uriOf } from '../world/ids.ts';
import type { Episode, Show } from '../world/types.ts';
import type { Call } from './call.ts';
import { identity, markets } from './identity.ts';
import { filterFields } from './regimes.ts';

const resumePoint = { fully_played: false, resume_position_ms: 0 };

const common = (name: string, description: string): Record<string, unknown> => ({
  name,
  description,
  html_description: description,
  explicit: false,
  images: [],
});

/** A show or an audiobook as inside its episodes and chapters. */
export function showShort(call: Call, show: Show): Record<string, unknown> {
  const names = [{ name: show.publisher }];
  const whole = {
    ...identity(call, show.kind, show.id),
    ...common(show.name, show.description),
    available_markets: markets,
    copyrights: [],
    languages: ['de'],
    media_type: 'audio',
    publisher: show.publisher,
    ...(show.kind === 'show'
      ? { is_externally_hosted: false, total_episodes: show.episodeIds.length }
      : { authors: names, narrators: names, edition: 'Unabridged', total_chapters: show.episodeIds.length }),
  };
  return filterFields(show.kind, whole, call.regime);
}

/** An episode or chapter without what it belongs to. */
export function episodeShort(call: Call, episode: Episode, kind: 'episode' | 'chapter'): Record<string, unknown> {
  const show = call.world.shows.get(episode.showId);
  const whole = {
    ...identity(call, kind, episode.id),
    // a chapter calls itself an episode
    type: 'episode',
    uri: uriOf('episode', episode.id),
    ...common(episode.name, ''),
    audio_preview_url: null,
    duration_ms: episode.durationMs,
    is_playable: true,
    language: 'de',
    languages: ['de'],
    release_date: episode.releaseDate,
    release_date_precision: 'day',
    ...(call.access.scopes.includes('user-read-playback-position') ? { resume_point: resumePoint } : {}),
    ...(kind === 'episode'
      ? { is_externally_hosted: false }
      : { available_markets: markets, chapter_number: (show?.episodeIds.indexOf(episode.id) ?? 0) + 1 }),
  };
  return filterFields(kind, whole, call.regime);
}

/** A whole episode; `as-track` is the half-empty track that callers get who did not ask for episodes. */
export function episodeShape(call: Call, id: string, as: 'whole' | 'as-track'): Record<string, unknown> | null {
  const episode = call.world.episodes.get(id);
  const show = episode === undefined ? undefined : call.world.shows.get(episode.showId);
  if (!episode || !show) return null;
  const kind = show.kind === 'show' ? 'episode' : 'chapter';
  if (as === 'whole')
    return {
      ...episodeShort(call, episode, kind),
      [show.kind]: showShort(call, show),
      episode: true,
      track: false,
    };
  const track = {
    album: {
      album_type: 'compilation',
      artists: [],
      available_markets: [],
      ...identity(call, 'show', show.id),
      images: [],
      name: show.name,
      release_date: null,
      release_date_precision: null,
      total_tracks: 0,
      type: 'album',
    },
    artists: [{ external_urls: {}, href: null, id: null, name: '', type: 'artist', uri: null }],
    available_markets: [],
    disc_number: 0,
    duration_ms: episode.durationMs,
    episode: true,
    explicit: false,
    external_ids: {},
    ...identity(call, kind, episode.id),
    is_local: false,
    name: episode.name,
    popularity: 0,
    preview_url: null,
    track: false,
    track_number: 0,
    type: 'track',
  };
  return filterFields('track', track, call.regime);
}
