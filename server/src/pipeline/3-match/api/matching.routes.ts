import { setImmediate as turn } from 'node:timers/promises';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { OfferedFile, WantedTrack } from '#music';
import { artistLikeness } from '../records/artists.ts';
import { compareRecordings } from '../records/recording.ts';
import type { MatchSettings } from '../settings.ts';
import { albumConfidence, pairTracks } from './album-match.ts';
import { judgeByTaste, judgeInTurns, type Taste } from './judging.ts';
import type { NewMatch } from './matches.store.ts';
import { albumOf, idOf, plexTrack, soulseekFile, spotifyTrack, type Words } from './shapes.ts';

/** What the routes of matching need. */
export interface MatchingRouteDeps {
  readonly settings: MatchSettings;
  /** What people like now. */
  readonly taste: () => Taste;
  /** Least confidence of a match as it holds now; left out, as the settings say. */
  readonly confidenceThreshold?: () => Promise<number>;
  readonly store: (matches: readonly NewMatch[]) => Promise<void>;
  /** Adds what people said of the artists' names. */
  readonly name: (wanted: WantedTrack) => WantedTrack;
  readonly record: (details: Record<string, unknown>) => Promise<void>;
}

/** Comparisons made before others get their turn. */
const pairsPerTurn = 200;
const object = Type.Record(Type.String(), Type.Unknown());
const candidates = Type.Array(object, { maxItems: 5000 });
const answerSchema = Type.Object({
  best_match: Type.Union([object, Type.Null()], { description: 'The candidate as it was sent' }),
  confidence: Type.Number({ description: '0 to 1, of the best candidate, whether it matches or not' }),
});
const albumSchema = Type.Interface([answerSchema], {
  completion: Type.Union([
    Type.Null(),
    Type.Object({
      state: Type.String({ description: 'complete, nearly or incomplete' }),
      owned: Type.Integer(),
      expected: Type.Integer(),
      missing: Type.Array(Type.String(), { description: 'Titles of the tracks that are not there' }),
    }),
  ]),
});

interface Best {
  readonly at: number;
  readonly score: number;
}

/** The best of many by a pure opinion, first come first in a tie, without holding up the process. */
async function bestOf<T>(all: readonly T[], scoreOf: (each: T) => number): Promise<Best | null> {
  let best: Best | null = null;
  for (const [at, each] of all.entries()) {
    const score = scoreOf(each);
    if (best === null || score > best.score) best = { at, score };
    if (at % pairsPerTurn === pairsPerTurn - 1) await turn();
  }
  return best;
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

/** `POST /matching/spotify-to-soulseek`, `/matching/spotify-to-plex` and `/matching/spotify-to-plex-album`; every call that matches tracks is kept. */
export function matchingRoutes(deps: MatchingRouteDeps): FastifyPluginAsyncTypebox {
  const { settings } = deps;
  const thresholds = { complete: settings.completeThreshold, nearly: settings.nearlyThreshold };

  const thresholdNow = deps.confidenceThreshold ?? (async () => settings.confidenceThreshold);

  async function keep(matches: readonly NewMatch[]): Promise<void> {
    await deps.store(matches);
    if (matches.length === 0) return;
    const hits = matches.filter((match) => match.targetId !== null);
    const sum = hits.reduce((total, match) => total + match.confidence, 0);
    await deps.record({
      batch_size: matches.length,
      stored: hits.length,
      discarded: matches.length - hits.length,
      average_confidence: hits.length === 0 ? 0 : round(sum / hits.length),
    });
  }

  /** Likeness of a wanted track and one of a library; artists who are too unlike halve it. */
  function trackScore(wanted: WantedTrack, owned: ReturnType<typeof plexTrack>, threshold: number): number {
    const { match, score } = compareRecordings(wanted, owned);
    const aliases = Object.values(wanted.artistAliases ?? {}).flat();
    if (!match && aliases.length > 0) {
      const named = compareRecordings({ ...wanted, artists: aliases }, owned);
      if (named.match) return named.score;
    }
    const alike = artistLikeness(wanted.artists, owned.artists, aliases) >= settings.minArtistSimilarity;
    return match && (alike || score === 1) ? score : Math.min(score, threshold) / 2;
  }

  return async (app) => {
    app.post(
      '/matching/spotify-to-soulseek',
      {
        schema: {
          summary: 'Which offered file is this track? The answer is kept',
          tags: ['matching'],
          body: Type.Object({ spotify_track: object, candidates }),
          response: { 200: answerSchema },
        },
      },
      async ({ body }) => {
        const threshold = await thresholdNow();
        const id = idOf(body.spotify_track, ['id'], 'spotify_track');
        const wanted = deps.name(spotifyTrack(body.spotify_track, 'spotify_track'));
        const files: OfferedFile[] = body.candidates.map((each, at) => soulseekFile(each, at, `candidates.${at}`));
        const { best } = await judgeInTurns(wanted, files, (track, some) => judgeByTaste(track, some, deps.taste()));
        const confidence = round(best?.score ?? 0);
        const isMatch = best !== null && best.verdict !== 'reject' && confidence >= threshold;
        const match = isMatch ? (body.candidates[Number(best.fileId)] ?? null) : null;
        const targetId = match === null ? null : targetOf(match);
        await keep([{ source: 'spotify-to-soulseek', spotifyTrackId: id, targetId, contextId: null, confidence }]);
        return { best_match: match, confidence };
      },
    );

    app.post(
      '/matching/spotify-to-plex',
      {
        schema: {
          summary: 'Which track of a media server is this track? The answer is kept',
          tags: ['matching'],
          body: Type.Object({ spotify_track: object, candidates }),
          response: { 200: answerSchema },
        },
      },
      async ({ body }) => {
        const threshold = await thresholdNow();
        const id = idOf(body.spotify_track, ['id'], 'spotify_track');
        const wanted = deps.name(spotifyTrack(body.spotify_track, 'spotify_track'));
        const owned = body.candidates.map((each, at) => plexTrack(each, `candidates.${at}`));
        const best = await bestOf(owned, (each) => trackScore(wanted, each, threshold));
        const confidence = round(best?.score ?? 0);
        const match = best !== null && confidence >= threshold ? (body.candidates[best.at] ?? null) : null;
        const targetId = match === null ? null : targetOf(match);
        await keep([{ source: 'spotify-to-plex', spotifyTrackId: id, targetId, contextId: null, confidence }]);
        return { best_match: match, confidence };
      },
    );

    app.post(
      '/matching/spotify-to-plex-album',
      {
        schema: {
          summary: 'Which album of a media server is this album, and how complete is it?',
          tags: ['matching'],
          querystring: Type.Object({
            persist: Type.Boolean({ default: false, description: 'Keep one match per track of the album' }),
          }),
          body: Type.Object({ spotify_album: object, candidates }),
          response: { 200: albumSchema },
        },
      },
      async ({ body, query }) => {
        const threshold = await thresholdNow();
        const id = query.persist ? idOf(body.spotify_album, ['id'], 'spotify_album') : '';
        const wanted = albumOf(body.spotify_album, 'spotify_album');
        const tracks = wanted.tracks.map((track, at) => spotifyTrack(track, `${wanted.tracksAt}.${at}`));
        const ids = query.persist
          ? wanted.tracks.map((track, at) => idOf(track, ['id'], `${wanted.tracksAt}.${at}`))
          : [];
        const offered = body.candidates.map((each, at) => albumOf(each, `candidates.${at}`));
        const taste = { ...settings, thresholds };
        const best = await bestOf(offered, (each) => albumConfidence(wanted, each, taste));
        const confidence = round(best?.score ?? 0);
        const at = best !== null && confidence >= threshold ? best.at : -1;
        const match = body.candidates[at] ?? null;
        const found = offered[at];
        const own = found?.tracks.map((track, position) => plexTrack(track, `${found.tracksAt}.${position}`)) ?? [];
        const listed = match !== null && tracks.length > 0 && own.length > 0;
        const records = tracks.map((track) => ({ ...track, album: null, number: track.trackNumber }));
        const paired = listed
          ? await pairTracks(
              records,
              own.map((track) => ({ ...track, album: null, artists: [...track.artists, ...(found?.artists ?? [])] })),
              wanted.trackCount,
              thresholds,
            )
          : null;
        if (query.persist) {
          await keep(
            ids.map((track, position): NewMatch => {
              const pair = paired?.pairs[position] ?? null;
              const target = pair === null ? undefined : found?.tracks[pair.at];
              // Without a list of tracks the album itself is the target.
              const targetId =
                target === undefined ? (paired === null && match !== null ? targetOf(match) : null) : targetOf(target);
              const sure = paired === null ? confidence : (pair?.score ?? 0);
              return {
                source: 'spotify-to-plex-album',
                spotifyTrackId: track,
                targetId,
                contextId: id,
                confidence: round(sure),
              };
            }),
          );
        }
        const missing = paired?.pairs.flatMap((pair, position) =>
          pair === null ? [tracks[position]?.title ?? ''] : [],
        );
        const completion =
          paired === null
            ? null
            : { state: paired.completion, owned: paired.owned, expected: paired.expected, missing: missing ?? [] };
        return { best_match: match, confidence, completion };
      },
    );
  };
}

/** How a candidate is called in the table of matches: by its id, its key at Plex, else by its path. */
function targetOf(candidate: Words): string | null {
  const id = [candidate['id'], candidate['ratingKey'], candidate['filename'], candidate['path']].find(
    (each) => typeof each === 'string' || typeof each === 'number',
  );
  return id === undefined ? null : String(id).replaceAll('\0', ' ').slice(0, 128);
}
