import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { WantedTrack } from '#music';
import { reasonSchema } from '#wishes';
import type { MatchSettings } from '../settings.ts';
import { tasteOf } from './judging.ts';
import { type Decision, isChanged, type ReplayCandidate, type ReplayWish, replay } from './what-if.ts';

/** What the route needs. */
export interface WhatIfRouteDeps {
  /** As they are now. */
  readonly settings: () => MatchSettings;
  /** The next wishes that have candidates. */
  readonly wishesAfter: (id: number, limit: number) => Promise<readonly number[]>;
  /** These wishes, in any order; unknown ids are left out. */
  readonly wishes: (ids: readonly number[]) => Promise<readonly ReplayWish[]>;
  readonly candidatesOf: (wishId: number, most: number) => Promise<readonly ReplayCandidate[]>;
  readonly name: (wanted: WantedTrack) => WantedTrack;
  readonly now?: () => number;
}

/** One request works no longer than this; the answer says where to go on. */
const timeLimitMs = 15_000;
const mostCandidates = 5000;
const wishesPerRead = 50;

const changed = Type.Object(
  {
    preferred_formats: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 16 }), { maxItems: 50 })),
    only_preferred_formats: Type.Optional(Type.Boolean()),
    min_bitrate_kbps: Type.Optional(Type.Integer({ minimum: 0, maximum: 2000 })),
    min_bit_depth: Type.Optional(Type.Integer({ minimum: 0, maximum: 32 })),
    max_sample_rate_hz: Type.Optional(Type.Integer({ minimum: 0, maximum: 768_000 })),
    edition_aware: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
const decisionSchema = Type.Object({
  outcome: Type.String({ description: 'fetch, review (a person decides) or nothing' }),
  candidate_id: Type.Union([Type.Integer(), Type.Null()]),
  username: Type.Union([Type.String(), Type.Null()]),
  path: Type.Union([Type.String(), Type.Null()]),
  score: Type.Union([Type.Number(), Type.Null()]),
  because: Type.Union([Type.String(), Type.Null()]),
  reason: Type.Union([reasonSchema, Type.Null()], { description: 'What `because` says, with its code and values' }),
});

function view({ outcome, choice, judgement }: Decision) {
  const worst = judgement?.reasons.toSorted((a, b) => a.weight - b.weight)[0];
  const because = outcome === 'fetch' ? judgement?.reasons[0] : worst;
  return {
    outcome,
    candidate_id: choice === null ? null : Number(choice.id),
    username: choice?.username ?? null,
    path: choice?.path ?? null,
    score: judgement?.score ?? null,
    because: because?.sentence ?? null,
    reason: because ?? null,
  };
}

/** `POST /matching/what-if`: judges what was found before by other settings and lists what would change; changes nothing. */
export function whatIfRoutes(deps: WhatIfRouteDeps): FastifyPluginAsyncTypebox {
  const now = deps.now ?? (() => performance.now());
  return async (app) => {
    app.post(
      '/matching/what-if',
      {
        config: { scope: 'read' },
        schema: {
          summary: 'What would other settings have chosen? Changes nothing',
          tags: ['matching'],
          body: Type.Object(
            {
              settings: changed,
              wish_ids: Type.Optional(
                Type.Array(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }), {
                  minItems: 1,
                  maxItems: 1000,
                }),
              ),
              after_wish_id: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, default: 0 }),
              limit: Type.Integer({ minimum: 1, maximum: 1000, default: 200, description: 'Wishes to judge' }),
            },
            { additionalProperties: false },
          ),
          response: {
            200: Type.Object({
              wishes: Type.Integer({ description: 'Judged again' }),
              candidates: Type.Integer(),
              verdicts_changed: Type.Integer(),
              pinned: Type.Integer({ description: 'Chosen by hand; never changed' }),
              changes: Type.Array(
                Type.Object({
                  wish_id: Type.Integer(),
                  title: Type.String(),
                  artists: Type.Array(Type.String()),
                  state: Type.String(),
                  before: decisionSchema,
                  after: decisionSchema,
                }),
              ),
              next_after_wish_id: Type.Union([Type.Integer(), Type.Null()], {
                description: 'Where to go on; null: all done',
              }),
            }),
          },
        },
      },
      async ({ body }) => {
        const { settings: given } = body;
        const liked = deps.settings();
        const present = tasteOf(liked);
        const other = tasteOf({
          preferredFormats: given.preferred_formats ?? liked.preferredFormats,
          onlyPreferredFormats: given.only_preferred_formats ?? liked.onlyPreferredFormats,
          minBitrateKbps: given.min_bitrate_kbps ?? liked.minBitrateKbps,
          minBitDepth: given.min_bit_depth ?? liked.minBitDepth,
          maxSampleRateHz: given.max_sample_rate_hz ?? liked.maxSampleRateHz,
          editionAware: given.edition_aware ?? liked.editionAware,
        });
        const asked = body.wish_ids === undefined ? null : [...new Set(body.wish_ids)].sort((a, b) => a - b);
        const end = now() + timeLimitMs;
        const answer = { wishes: 0, candidates: 0, verdicts_changed: 0, pinned: 0 };
        const changes = [];
        let after = body.after_wish_id;
        let next: number | null = null;
        reading: for (;;) {
          const ids =
            asked === null
              ? await deps.wishesAfter(after, wishesPerRead)
              : asked.filter((id) => id > after).slice(0, wishesPerRead);
          if (ids.length === 0) break;
          const wishes = new Map((await deps.wishes(ids)).map((wish) => [wish.id, wish]));
          for (const id of ids) {
            if (answer.wishes >= body.limit || now() > end) {
              next = after;
              break reading;
            }
            after = id;
            const wish = wishes.get(id);
            if (wish === undefined) continue;
            const track = deps.name(wish.track);
            const result = await replay(
              { ...wish, track },
              await deps.candidatesOf(id, mostCandidates),
              present,
              other,
            );
            answer.wishes += 1;
            answer.candidates += result.candidates;
            answer.verdicts_changed += result.verdictsChanged;
            answer.pinned += result.pinned ? 1 : 0;
            if (!isChanged(result)) continue;
            const { title, artists } = wish.track;
            const before = view(result.before);
            changes.push({
              wish_id: id,
              title,
              artists: [...artists],
              state: wish.state,
              before,
              after: view(result.after),
            });
          }
        }
        return { ...answer, changes, next_after_wish_id: next };
      },
    );
  };
}
