import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { problem } from '#http';
import { type CheckReport, type Doctor, worstOf } from './doctor.ts';

const state = Type.Union([Type.Literal('ok'), Type.Literal('warn'), Type.Literal('problem'), Type.Literal('unknown')], {
  description: 'ok; warn: works, but look at it; problem: does not work; unknown: could not be found out in time',
});

const checkSchema = Type.Object({
  id: Type.String({ description: 'Stable, such as slskd.signed_in' }),
  area: Type.String({ description: 'The part of the id before the dot' }),
  state,
  code: Type.String({ description: 'Stable word for what was found, unique within the check' }),
  sentence: Type.String({ description: 'What was found, in English' }),
  remedy: Type.Union([Type.String(), Type.Null()], { description: 'What to do, in English' }),
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]), {
    description: 'Figures and names of the sentence, for translations',
  }),
  docs: Type.String({ description: 'Page of the documentation, relative to docs/' }),
  took_ms: Type.Integer(),
  checked_at: Type.String({ format: 'date-time' }),
});

/** A report as the API and the command line show it. */
export function reportView(report: CheckReport) {
  const { id, area, state: found, code, sentence, remedy, facts, docs, tookMs, checkedAt } = report;
  const shown = { id, area, state: found, code, sentence, remedy, facts: { ...facts }, docs };
  return { ...shown, took_ms: tookMs, checked_at: checkedAt.toISOString() };
}

/** `GET /doctor` and `GET /doctor/{check_id}`. */
export function doctorRoutes(doctor: Doctor): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/doctor',
      {
        schema: {
          summary: 'Looks at everything that Harmony needs and says what to do; takes some seconds at the most',
          operationId: 'examine',
          tags: ['system'],
          response: {
            200: Type.Object({
              state: Type.Union([state], { description: 'The worst of all checks' }),
              checked_at: Type.String({ format: 'date-time' }),
              checks: Type.Array(checkSchema),
            }),
          },
        },
      },
      async () => {
        const reports = await doctor.examine();
        return { state: worstOf(reports), checked_at: new Date().toISOString(), checks: reports.map(reportView) };
      },
    );
    app.get(
      '/doctor/:check_id',
      {
        schema: {
          summary: 'Looks at one thing again',
          operationId: 'examineOne',
          tags: ['system'],
          params: Type.Object({ check_id: Type.String({ maxLength: 100 }) }),
          response: { 200: checkSchema },
        },
      },
      async (request) => {
        const { check_id } = request.params;
        const report = await doctor.examineOne(check_id);
        if (report === null)
          throw problem(404, 'NOT_FOUND', `There is no check "${check_id}".`, { checks: doctor.ids });
        return reportView(report);
      },
    );
  };
}
