import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid, problem } from '#http';
import type { SecretTrials } from './secrets.ts';

const validatedSchema = Type.Object({
  mode: Type.Union([Type.Literal('live'), Type.Literal('format')], {
    description: 'live: the service said so; format: only the form was looked at',
  }),
  valid: Type.Boolean(),
  at: Type.String({ format: 'date-time' }),
  reason: Type.Optional(Type.String({ description: 'Why it is not valid' })),
  note: Type.Optional(Type.String()),
});

/** `POST /secrets/{provider}/validate`: tries a secret out; it is neither stored nor logged nor sent back. */
export function secretRoutes(trials: SecretTrials): FastifyPluginAsyncTypebox {
  const unknown = (provider: string) =>
    problem(400, 'VALIDATION_ERROR', `There is no secret "${provider}".`, {
      field: 'provider',
      reason: 'unknown_provider',
      providers: trials.names,
    });
  return async (app) => {
    app.put(
      '/secrets/:provider',
      {
        schema: {
          summary: 'Keeps a secret, sealed, in effect at once; null goes back to the environment',
          operationId: 'keepSecret',
          tags: ['system'],
          params: Type.Object({
            provider: Type.String({ maxLength: 64, description: 'acoustid_api_key or musixmatch_api_key' }),
          }),
          body: Type.Object(
            { value: Type.Union([Type.Null(), Type.String({ minLength: 1, maxLength: 256 })]) },
            { additionalProperties: false },
          ),
          response: {
            200: Type.Object({
              ok: Type.Literal(true),
              data: Type.Object({ provider: Type.String(), stored: Type.Boolean() }),
              error: Type.Null(),
            }),
          },
        },
      },
      async ({ params: { provider }, body: { value } }) => {
        const kept = await trials.keep(provider, value);
        if (kept === 'unknown') throw unknown(provider);
        if (kept === 'elsewhere') throw invalid('provider', 'is kept where its service is connected');
        if (kept !== 'kept') throw invalid('value', kept.rule);
        return { ok: true as const, data: { provider, stored: value !== null }, error: null };
      },
    );
    app.post(
      '/secrets/:provider/validate',
      {
        schema: {
          summary: 'Tries a secret out at its service; stores nothing',
          operationId: 'validateSecret',
          tags: ['system'],
          params: Type.Object({
            provider: Type.String({
              maxLength: 64,
              description: 'slskd_api_key, spotify_client_secret, acoustid_api_key or musixmatch_api_key',
            }),
          }),
          body: Type.Union([
            Type.Object(
              {
                value: Type.Optional(
                  Type.Union([Type.String({ maxLength: 256 }), Type.Null()], {
                    description: 'Tried in place of the one in use',
                  }),
                ),
              },
              { additionalProperties: false },
            ),
            Type.Null(),
          ]),
          response: {
            200: Type.Object({
              ok: Type.Literal(true),
              data: Type.Object({ provider: Type.String(), validated: validatedSchema }),
              error: Type.Null(),
            }),
          },
        },
      },
      async (request) => {
        const { provider } = request.params;
        const given = request.body?.value ?? undefined;
        if (given?.trim() === '')
          throw problem(400, 'VALIDATION_ERROR', 'value must not be empty.', { field: 'value', reason: 'empty' });
        const begun = Date.now();
        const trial = await trials.try(provider, given);
        if (trial === null) throw unknown(provider);
        if (trial.kind === 'validated') {
          const { mode, valid, reason, note } = trial.validated;
          const duration_ms = Date.now() - begun;
          const fields = { event: 'secret.validate', component: 'system', provider, mode, valid, reason, note };
          request.log.info({ ...fields, duration_ms }, 'A secret was tried.');
          const validated = { ...trial.validated, at: new Date().toISOString() };
          return { ok: true as const, data: { provider, validated }, error: null };
        }
        const remedy = 'Try again later.';
        throw problem(trial.status, 'DEPENDENCY_ERROR', trial.sentence, {
          provider,
          remedy,
          ...(trial.retryAfterMs === null ? {} : { retry_after_ms: trial.retryAfterMs }),
        });
      },
    );
  };
}
