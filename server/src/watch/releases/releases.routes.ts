import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { type HttpProblem, invalid, problem } from '#http';
import type { Db } from '#platform/database';
import type { Clock } from '#platform/outbound';
import { choiceSchema, faultAsProblem, keyOf, keyParams, nullable } from '../artists/artists.schemas.ts';
import type { ReleaseSource, ReleaseTrack } from '../ports.ts';
import { type WishedRelease, type WishIntake, wishRelease } from '../scan/wish-release.ts';
import type { OneRelease, ReleaseStore } from './releases.store.ts';

/** What the routes need. */
export interface ReleaseRouteDeps {
  readonly db: Db;
  readonly store: ReleaseStore;
  readonly sources: readonly ReleaseSource[];
  readonly intake: WishIntake;
  readonly clock: Clock;
  /** People who look on are told that an artist has changed. */
  readonly changed: (artistId: number) => void;
}

const tags = ['artists'];
const params = Type.Intersect([
  keyParams,
  Type.Object({ release_id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) }),
]);
const place = Type.Object({
  disc: Type.Optional(Type.Integer({ minimum: 1, maximum: 999, description: 'Without it: the first' })),
  number: Type.Integer({ minimum: 1, maximum: 9999 }),
});
/** Whoever asks for one release waits for nobody's whole discography. */
const byHand = { source: 'release', priority: 0 };
const anyState = ['known', 'new', 'skipped', 'undated', 'upcoming', 'wished'] as const;

const unknownRelease = (id: number): HttpProblem =>
  problem(404, 'NOT_FOUND', `This artist has no release ${id}. See GET /artists/{artist_key}.`);

/** `/artists/{artist_key}/releases/{release_id}`: one release, or some of its tracks, is fetched; a choice by hand is kept for it. */
export function releaseRoutes(deps: ReleaseRouteDeps): FastifyPluginAsyncTypebox {
  const { db, store, clock } = deps;

  async function releaseOf(artistKey: string, id: number): Promise<OneRelease> {
    const release = await store.find(keyOf(artistKey).key, id);
    if (release === undefined) throw unknownRelease(id);
    return release;
  }

  async function tracksOf(release: OneRelease): Promise<readonly ReleaseTrack[]> {
    const source = deps.sources.find((each) => each.source === release.source);
    const why = source === undefined ? `Nobody here can ask ${release.source}.` : await source.unusable();
    if (why !== null) throw problem(424, 'DEPENDENCY_ERROR', why, { service: release.source });
    const tracks = (await source?.tracks(release.source_id)) ?? [];
    if (tracks.length === 0)
      throw problem(409, 'CONFLICT', `${release.source} has no list of tracks of "${release.title}" (yet).`);
    return tracks;
  }

  /** Wishes for these tracks only; the release itself stays as it is. */
  async function wishSome(tracks: readonly ReleaseTrack[]): Promise<WishedRelease> {
    const taken = await db.transaction().execute((trx) =>
      deps.intake.add(
        trx,
        tracks.map(({ track, spotifyTrackId }) => ({ ...byHand, track, spotifyTrackId, spotifyAlbumId: null })),
      ),
    );
    const count = (kind: string): number => taken.filter((each) => each.kind === kind).length;
    return {
      tracks: tracks.length,
      wished: count('new'),
      alreadyWished: count('already-wished'),
      alreadyOwned: count('already-owned'),
    };
  }

  return async (app) => {
    app.post(
      '/artists/:artist_key/releases/:release_id/wish',
      {
        schema: {
          tags,
          operationId: 'wishRelease',
          summary: 'Fetch one release, or some of its tracks',
          description: 'Asks the source for the tracks. What is wished or owned already is not wished again.',
          params,
          body: Type.Optional(
            nullable(
              Type.Object({
                tracks: Type.Optional(Type.Array(place, { minItems: 1, maxItems: 200, description: 'Only these' })),
              }),
            ),
          ),
          response: {
            200: Type.Object({
              tracks: Type.Integer(),
              wished: Type.Integer(),
              already_wished: Type.Integer(),
              already_owned: Type.Integer(),
            }),
          },
        },
      },
      async ({ params: { artist_key: key, release_id: id }, body }) => {
        const release = await releaseOf(key, id);
        const tracks = await tracksOf(release).catch(faultAsProblem);
        const places = body?.tracks;
        const done =
          places === undefined
            ? await wishRelease(db, deps.intake, { id, from: anyState }, tracks, {
                ...byHand,
                now: new Date(clock.now()),
              })
            : await wishSome(places.map((each, at) => trackAt(tracks, each, at, release.title)));
        if (done === null) throw unknownRelease(id);
        deps.changed(release.artist_id);
        return {
          tracks: done.tracks,
          wished: done.wished,
          already_wished: done.alreadyWished,
          already_owned: done.alreadyOwned,
        };
      },
    );

    app.put(
      '/artists/:artist_key/releases/:release_id/choice',
      {
        schema: {
          tags,
          operationId: 'chooseRelease',
          summary: 'Always or never fetch one release, whatever the rules say',
          description: 'One line of `/settings/artist-preferences`. Watching and auto-sync go by it.',
          params,
          body: Type.Object({ choice: choiceSchema }),
          response: { 200: Type.Object({ choice: choiceSchema }) },
        },
      },
      async ({ params: { artist_key: key, release_id: id }, body: { choice } }) => {
        const release = await releaseOf(key, id);
        const selected = choice === 'rules' ? null : choice === 'always';
        await store.choose(keyOf(key).key, release, selected, new Date(clock.now()));
        deps.changed(release.artist_id);
        return { choice };
      },
    );
  };
}

function trackAt(
  tracks: readonly ReleaseTrack[],
  { disc = 1, number }: { readonly disc?: number | undefined; readonly number: number },
  at: number,
  title: string,
): ReleaseTrack {
  const found = tracks.find(
    ({ track }, index) => (track.discNumber ?? 1) === disc && (track.trackNumber ?? index + 1) === number,
  );
  if (found === undefined) throw invalid(`tracks[${at}]`, `"${title}" has no track ${number} on disc ${disc}`);
  return found;
}
