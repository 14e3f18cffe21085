import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid } from '#http';
import { redirectFault, type Spotify, type SpotifyState, type SpotifyTrial } from '#integrations/spotify';
import type { SpotifyCredentials } from './credentials.ts';

const text = Type.Union([Type.String(), Type.Null()]);
const moment = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);
const count = Type.Union([Type.Integer(), Type.Null()]);
const tags = ['spotify'];

const statusSchema = Type.Object({
  status: Type.String({ description: 'connected, unauthenticated or unconfigured' }),
  free_available: Type.Boolean(),
  pro_available: Type.Boolean({ description: 'A client id is set and the mode is PRO' }),
  authenticated: Type.Boolean(),
  mode: Type.String({ description: 'FREE or PRO' }),
  client_id: text,
  client_secret_set: Type.Boolean(),
  redirect_uri: Type.String(),
  redirect_problem: Type.Union([Type.Object({ sentence: Type.String(), remedy: Type.String() }), Type.Null()]),
  account: Type.Union([
    Type.Object({
      id: text,
      name: text,
      scopes: Type.Array(Type.String()),
      authorized_at: Type.String({ format: 'date-time' }),
      expires_at: Type.String({ format: 'date-time', description: 'Six months after signing in, whatever is done' }),
      days_left: Type.Integer(),
      needs_reauth: Type.Boolean(),
    }),
    Type.Null(),
  ]),
  problem: Type.Union([
    Type.Object({ code: Type.String(), sentence: Type.String(), remedy: Type.String() }),
    Type.Null(),
  ]),
  blocked_until: moment,
  usage: Type.Union([
    Type.Object({
      day: Type.String({ description: 'UTC' }),
      calls: Type.Integer(),
      limit: count,
      by_purpose: Type.Record(Type.String(), Type.Integer()),
      renews_at: Type.String({ format: 'date-time' }),
    }),
    Type.Null(),
  ]),
  capabilities: Type.Array(
    Type.Object({
      family: Type.String(),
      state: Type.String({ description: 'ok, degraded, gone or blocked' }),
      reason: text,
      since: Type.String({ format: 'date-time' }),
      retry_at: moment,
    }),
  ),
});

const modeSchema = Type.Object({ mode: Type.Union([Type.Literal('FREE'), Type.Literal('PRO')]) });
const credential = (pattern: string) => Type.Optional(Type.Union([Type.String({ pattern }), Type.Null()]));
const entered = {
  client_id: credential('^[0-9A-Za-z]{16,64}$'),
  client_secret: credential('^[0-9A-Za-z]{6,128}$'),
  redirect_uri: credential('^[^\\u0000\\s]{1,500}$'),
};
const trialSchema = Type.Object({
  usable: Type.Boolean({ description: 'People can sign in with it' }),
  reachable: Type.Boolean({ description: 'Spotify answered' }),
  accepted: Type.Union([Type.Boolean(), Type.Null()], {
    description: 'It knows the client id, and the secret where there is one',
  }),
  redirect_known: Type.Union([Type.Boolean(), Type.Null()], {
    description: 'It would send people back to the redirect address',
  }),
  problem: Type.Union([
    Type.Object({ code: Type.String(), sentence: Type.String(), remedy: Type.String() }),
    Type.Null(),
  ]),
});

/** What the routes need. */
export interface SpotifyAccountDeps {
  readonly spotify: Spotify;
  readonly credentials: SpotifyCredentials;
  /** Asks Spotify with an app that is not in use yet. */
  readonly tryOut: (app: Awaited<ReturnType<SpotifyCredentials['after']>>) => Promise<SpotifyTrial>;
  /** Tells whoever looks on that something changed. */
  readonly changed: () => void;
  /** Deletes what other rooms keep of the account: Spotify's terms want it gone with the sign-in. */
  readonly forgetAccount: () => Promise<void>;
}

/** Status, mode, credentials and the account: `/spotify/status`, `/spotify/mode`, `/spotify/credentials`, `/spotify/account`, `/health/spotify`. */
export function spotifyAccountRoutes(deps: SpotifyAccountDeps): FastifyPluginAsyncTypebox {
  const { spotify, credentials, changed } = deps;

  async function view() {
    const state = await spotify.state();
    const redirectUri = await credentials.redirectUri();
    const fault = redirectFault(redirectUri);
    const { link, usage } = state;
    const isLinked = link !== null && link.state === 'linked';
    return {
      status: state.clientId === null ? 'unconfigured' : isLinked ? 'connected' : 'unauthenticated',
      free_available: true,
      pro_available: state.clientId !== null && state.mode === 'PRO',
      authenticated: isLinked,
      mode: state.mode,
      client_id: state.clientId,
      client_secret_set: state.hasSecret,
      redirect_uri: redirectUri,
      redirect_problem: fault === null ? null : { sentence: fault.sentence, remedy: fault.remedy },
      account:
        link === null
          ? null
          : {
              id: link.accountId,
              name: link.displayName,
              scopes: [...link.scope],
              authorized_at: link.authorizedAt.toISOString(),
              expires_at: link.expiresAt.toISOString(),
              days_left: link.daysLeft,
              needs_reauth: link.state === 'needs_reauth',
            },
      problem: problemOf(state),
      blocked_until: usage?.blockedUntil?.toISOString() ?? null,
      usage:
        usage === null
          ? null
          : {
              day: usage.day,
              calls: usage.calls,
              limit: usage.limit,
              by_purpose: { ...usage.byPurpose },
              renews_at: usage.renewsAt.toISOString(),
            },
      capabilities: state.capabilities.map((known) => ({
        family: known.family,
        state: known.state,
        reason: known.reason,
        since: known.since.toISOString(),
        retry_at: known.retryAt?.toISOString() ?? null,
      })),
    };
  }

  return async (app) => {
    app.get(
      '/spotify/status',
      {
        schema: {
          summary: 'Whether Spotify can be used, until when, and what it does for this app',
          tags,
          response: { 200: statusSchema },
        },
      },
      async (_request, reply) => {
        reply.header('cache-control', 'no-store');
        return await view();
      },
    );
    app.get('/spotify/mode', { schema: { summary: 'FREE or PRO', tags, response: { 200: modeSchema } } }, async () => ({
      mode: (await credentials.app()).mode,
    }));
    app.post(
      '/spotify/mode',
      {
        schema: {
          summary: 'Choose FREE (Spotify is never asked) or PRO (with an app of your own)',
          tags,
          body: modeSchema,
          response: { 200: Type.Object({ ok: Type.Boolean(), mode: modeSchema.properties.mode }) },
        },
      },
      async ({ body }) => {
        await credentials.setMode(body.mode);
        changed();
        return { ok: true, mode: body.mode };
      },
    );
    app.put(
      '/spotify/credentials',
      {
        config: { scope: 'admin' },
        schema: {
          summary:
            'Set the app that Harmony signs people in with; null removes. The secret is optional, stored sealed and never given back',
          tags,
          body: Type.Object(entered),
          response: { 200: statusSchema },
        },
      },
      async ({ body }) => {
        const redirectUri = redirectOf(body.redirect_uri);
        await credentials.set({ clientId: body.client_id, clientSecret: body.client_secret, redirectUri });
        changed();
        return await view();
      },
    );
    app.post(
      '/spotify/credentials/try',
      {
        config: { scope: 'admin' },
        schema: {
          summary: 'Asks Spotify with what was entered, and stores nothing; what is left out is what is in use',
          description:
            'Whether Spotify knows the client id, the secret where there is one, and the redirect address. A kept secret is only tried with the client id that it was entered for. Counts for no quota.',
          tags,
          body: Type.Object(entered, { additionalProperties: false }),
          response: { 200: trialSchema },
        },
      },
      async ({ body }) => {
        const redirectUri = redirectOf(body.redirect_uri);
        const { client_id: clientId, client_secret: clientSecret } = body;
        const app = await credentials.after({ clientId, clientSecret, redirectUri });
        if (app.clientId === '') throw invalid('client_id', 'must be given: no app is set up yet');
        const trial = await deps.tryOut(app);
        const { reachable, accepted, redirectKnown, problem } = trial;
        return { usable: problem === null, reachable, accepted, redirect_known: redirectKnown, problem };
      },
    );
    app.delete(
      '/spotify/account',
      {
        config: { scope: 'admin' },
        schema: {
          summary: 'Sign out of Spotify: tokens and what belonged to the account are deleted',
          tags,
          response: { 200: Type.Object({ status: Type.String() }) },
        },
      },
      async () => {
        await spotify.signOut();
        await deps.forgetAccount();
        changed();
        return { status: 'signed-out' };
      },
    );
    app.post(
      '/spotify/account/retry',
      {
        schema: {
          summary: 'Ask Spotify again for what it refused, after something was changed there',
          tags,
          response: { 200: statusSchema },
        },
      },
      async () => {
        await spotify.tryAgain();
        changed();
        return await view();
      },
    );
    app.get(
      '/health/spotify',
      {
        schema: {
          summary: 'Whether the settings of Spotify are complete; asks nobody',
          tags: ['system'],
          response: {
            200: Type.Object({
              service: Type.String(),
              status: Type.String({ description: 'ok, fail or disabled' }),
              missing: Type.Array(Type.String()),
              optional_missing: Type.Array(Type.String()),
            }),
          },
        },
      },
      async () => {
        const { clientId, clientSecret, mode } = await credentials.app();
        const missing = clientId === '' ? ['SPOTIFY_CLIENT_ID'] : [];
        return {
          service: 'spotify',
          status: missing.length === 0 && mode === 'PRO' ? 'ok' : mode === 'FREE' ? 'disabled' : 'fail',
          missing,
          optional_missing: clientSecret === null ? ['SPOTIFY_CLIENT_SECRET'] : [],
        };
      },
    );
  };
}

function redirectOf(text: string | null | undefined): string | null | undefined {
  const fault = typeof text === 'string' ? redirectFault(text) : null;
  if (fault !== null) throw invalid('redirect_uri', `is not allowed: ${fault.sentence} ${fault.remedy}`);
  return text;
}

/** The one thing that a person should know first. */
function problemOf(state: SpotifyState): { code: string; sentence: string; remedy: string } | null {
  const { link, usage, mood } = state;
  if (link?.problem) {
    const remedy =
      link.state === 'needs_reauth' ? 'Sign in again: one click.' : 'Compare the client id with the dashboard.';
    return { ...link.problem, remedy };
  }
  if (usage?.blockedUntil) {
    const until = usage.blockedUntil.toISOString();
    return {
      code: usage.blockedReason ?? 'blocked',
      sentence: `Spotify is not asked before ${until}.`,
      remedy: 'Waiting work goes on by itself then.',
    };
  }
  if (mood.level > 0 && mood.lastProblem !== null) {
    return { code: mood.lastProblem.code, sentence: mood.lastProblem.sentence, remedy: mood.lastProblem.remedy };
  }
  return null;
}
