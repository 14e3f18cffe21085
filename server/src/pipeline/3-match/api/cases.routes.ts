import { setImmediate as turn } from 'node:timers/promises';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, type TSchema, Type } from 'typebox';
import { problem } from '#http';
import type { OfferedFile, WantedTrack } from '#music';
import { reasonSchema } from '#wishes';
import { judgeCase, type MatchingCase } from '../case.ts';
import { type CaseStore, type Kept, mostCases, type StoredCase } from './cases.store.ts';

/** What the routes of cases need. */
export interface CaseRouteDeps {
  readonly store: CaseStore;
  /** `null`: no such wish. */
  readonly wish: (id: number) => Promise<WantedTrack | null>;
  /** `null`: not offered for this wish. */
  readonly fileOf: (wishId: number, candidateId: number) => Promise<Pick<OfferedFile, 'path' | 'lengthS'> | null>;
  /** The track with everything that people said of its artists' names. */
  readonly name: (wanted: WantedTrack) => WantedTrack;
}

const longestName = 80;
const visible = '^[^\\u0000]*[^\\u0000\\s][^\\u0000]*$';
const id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
// Null stands first: the validator would read it as "" or 0.
const nullable = <T extends TSchema>(schema: T) => Type.Union([Type.Null(), schema]);
const text = (most: number) => Type.String({ maxLength: most, pattern: '^[^\\u0000]*$' });
const lesson = Type.String({ minLength: 1, maxLength: 300, pattern: visible, description: 'What is to be learned' });
const note = text(2000);
const seconds = nullable(Type.Number({ minimum: 0, maximum: 1_000_000 }));

const wishSchema = Type.Object({
  title: text(10_000),
  artists: Type.Array(text(1000), { maxItems: 50 }),
  album: nullable(text(10_000)),
  seconds,
});
const verdict = Type.Enum(['auto', 'review', 'reject']);
const fileSchema = Type.Object({
  path: text(10_000),
  seconds,
  verdict,
  rule: Type.Optional(Type.String({ maxLength: 50, pattern: '^[a-z-]+$', description: 'That must speak against it' })),
});
/** A case as it stands in a file; the engine's own cases have this form. */
const caseSchema = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: visible })),
  lesson,
  note: Type.Optional(nullable(note)),
  wish: wishSchema,
  files: Type.Array(fileSchema, { minItems: 1, maxItems: 20 }),
});
const answeredSchema = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  lesson: Type.String(),
  note: nullable(Type.String()),
  created_at: Type.String(),
  wish: wishSchema,
  agrees: Type.Boolean({ description: 'The engine says now what is right, for every file' }),
  files: Type.Array(
    Type.Object({
      path: Type.String(),
      seconds,
      verdict: Type.Enum(['auto', 'review', 'reject'], { description: 'What is right' }),
      rule: nullable(Type.String()),
      said: Type.Enum(['auto', 'review', 'reject'], { description: 'What the engine says now' }),
      score: Type.Number(),
      agrees: Type.Boolean(),
      reasons: Type.Array(reasonSchema),
    }),
  ),
});

/** What a lesson's file is called: its letters and numbers of any script; empty when there are none. */
function nameOf(given: string): string {
  const words =
    given
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...words.join('-')].slice(0, longestName).join('').replace(/-+$/, '');
}

function refuse(field: string, message: string) {
  return problem(400, 'VALIDATION_ERROR', `${field} ${message}.`, { fields: [{ name: field, message }] });
}

function idOf(kept: Kept): number {
  if (kept.kind === 'full')
    throw problem(409, 'CONFLICT', `There is room for ${mostCases} cases; export and remove some first.`);
  if (kept.kind === 'name_taken')
    throw problem(409, 'CONFLICT', 'Too many cases have this lesson already; name another one.');
  return kept.id;
}

function answered(stored: StoredCase, name: CaseRouteDeps['name']): Static<typeof answeredSchema> {
  const files = judgeCase(stored, name).map(({ file, judgement, agrees }) => ({
    path: file.path,
    seconds: file.seconds,
    verdict: file.verdict,
    rule: file.rule ?? null,
    said: judgement.verdict,
    score: judgement.score,
    agrees,
    reasons: [...judgement.reasons],
  }));
  return {
    id: stored.id,
    name: stored.name,
    lesson: stored.lesson,
    note: stored.note,
    created_at: stored.createdAt.toISOString(),
    wish: { ...stored.wish, artists: [...stored.wish.artists] },
    agrees: files.every((file) => file.agrees),
    files,
  };
}

/** Lone halves of a surrogate pair, which JSON may hold and a database may not. */
const wellFormed = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_, each: unknown) => (typeof each === 'string' ? each.toWellFormed() : each)) as T;

const tags = ['matching'];

/** `GET|POST /matching/cases`, `DELETE /matching/cases/:id`, `GET …/export`, `POST …/import`: wrong decisions that people reported, and what the engine says of them now. */
export function caseRoutes({ store, wish, fileOf, name }: CaseRouteDeps): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/matching/cases',
      {
        schema: {
          summary: 'Reported decisions, what is right and what the engine says now',
          tags,
          querystring: Type.Object({
            after_id: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, default: 0 }),
            limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
          }),
          response: {
            200: Type.Object({
              items: Type.Array(answeredSchema),
              agreeing: Type.Integer({ description: 'Of these, how many the engine gets right' }),
              next_after_id: Type.Union([Type.Integer(), Type.Null()]),
            }),
          },
        },
      },
      async ({ query: { after_id, limit } }) => {
        const found = await store.page(after_id, limit + 1);
        const items = [];
        for (const stored of found.slice(0, limit)) {
          items.push(answered(stored, name));
          // A case is some milliseconds of work at most; others get their turn.
          await turn();
        }
        const agreeing = items.filter((each) => each.agrees).length;
        return { items, agreeing, next_after_id: found.length > limit ? (items.at(-1)?.id ?? null) : null };
      },
    );

    app.post(
      '/matching/cases',
      {
        schema: {
          summary: 'Report a wrong decision about an offered file; nothing is fetched or removed',
          tags,
          body: Type.Object({
            wish_id: id,
            candidate_id: id,
            right: Type.Enum(['same', 'other'], { description: 'Is the file the wanted recording?' }),
            lesson,
            note: Type.Optional(nullable(note)),
          }),
          response: { 201: Type.Object({ id: Type.Integer() }) },
        },
      },
      async ({ body }, reply) => {
        const called = nameOf(body.lesson.toWellFormed());
        if (called === '') throw refuse('lesson', 'must hold letters or numbers');
        const track = await wish(body.wish_id);
        if (track === null) throw problem(404, 'NOT_FOUND', `There is no wish ${body.wish_id}.`);
        const file = await fileOf(body.wish_id, body.candidate_id);
        if (file === null)
          throw problem(404, 'NOT_FOUND', `File ${body.candidate_id} was not offered for wish ${body.wish_id}.`);
        const { title, artists, album, durationMs } = track;
        const kept = await store.add({
          name: called,
          lesson: body.lesson.toWellFormed().trim(),
          note: body.note?.toWellFormed().trim() || null,
          wish: { title, artists, album, seconds: durationMs === null ? null : durationMs / 1000 },
          files: [{ path: file.path, seconds: file.lengthS, verdict: body.right === 'same' ? 'auto' : 'reject' }],
        });
        return reply.status(201).send({ id: idOf(kept) });
      },
    );

    app.delete(
      '/matching/cases/:id',
      {
        schema: {
          summary: 'Forget a reported decision',
          tags,
          params: Type.Object({ id }),
          response: { 204: Type.Null() },
        },
      },
      async ({ params }, reply) => {
        if (!(await store.remove(params.id))) throw problem(404, 'NOT_FOUND', `There is no case ${params.id}.`);
        return reply.status(204).send(null);
      },
    );

    app.get(
      '/matching/cases/export',
      {
        schema: {
          summary: 'All cases in the form of the engine’s own, for a file',
          tags,
          response: { 200: Type.Object({ cases: Type.Array(caseSchema) }) },
        },
      },
      async (_, reply) => {
        const cases = (await store.all()).map(({ name: called, lesson: learned, note: noted, wish: asked, files }) => ({
          name: called,
          lesson: learned,
          ...(noted === null ? {} : { note: noted }),
          wish: { ...asked, artists: [...asked.artists] },
          files: [...files],
        }));
        reply.header('content-disposition', 'attachment; filename="matching-cases.json"');
        return { cases };
      },
    );

    app.post(
      '/matching/cases/import',
      {
        schema: {
          summary: 'Add cases from a file that was exported here or elsewhere; known ones are left as they are',
          tags,
          body: Type.Object({ cases: Type.Array(caseSchema, { minItems: 1, maxItems: mostCases }) }),
          response: { 200: Type.Object({ added: Type.Integer(), known: Type.Integer() }) },
        },
      },
      async ({ body }) => {
        const given = wellFormed(body.cases);
        const names = given.map((each) => nameOf(each.name ?? each.lesson));
        const nameless = names.indexOf('');
        if (nameless !== -1) throw refuse(`cases.${nameless}.lesson`, 'must hold letters or numbers');
        const answer = { added: 0, known: 0 };
        for (const [at, each] of given.entries()) {
          const fresh: MatchingCase = { lesson: each.lesson.trim(), wish: each.wish, files: each.files };
          const kept = await store.add({ ...fresh, name: names[at] ?? '', note: each.note?.trim() || null });
          idOf(kept);
          answer[kept.kind === 'added' ? 'added' : 'known'] += 1;
        }
        return answer;
      },
    );
  };
}
