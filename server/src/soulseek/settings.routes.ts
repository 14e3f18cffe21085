import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid } from '#http';
import { type SlskdTrial, slskdSettings } from '#integrations/slskd';
import { originOf, type SlskdConnections } from './connection.ts';
import { folderState } from './folder-state.ts';

/** What the routes need. */
export interface SoulseekSettingsDeps {
  readonly connections: SlskdConnections;
  readonly tryOut: (at: { readonly baseUrl: string; readonly apiKey: string | null }) => Promise<SlskdTrial>;
  /** Something was stored; slskd should be looked at again. */
  readonly changed: () => void;
}

const tags = ['soulseek'];
/** Who may see and change where slskd is, and have an address asked. */
const config = { scope: 'admin' } as const;
const nullable = (schema: ReturnType<typeof Type.String>, description?: string) =>
  Type.Union([Type.Null(), schema], description === undefined ? {} : { description });
const source = Type.Union([Type.Literal('stored'), Type.Literal('environment'), Type.Literal('default')]);
const viewSchema = Type.Object({
  base_url: Type.String(),
  has_key: Type.Boolean(),
  downloads_dir: nullable(Type.String(), 'null: the path that slskd itself uses'),
  source: Type.Object(
    { base_url: source, api_key: source, downloads_dir: source },
    { description: 'stored counts before environment' },
  ),
});
const entered = {
  base_url: Type.Optional(nullable(Type.String({ maxLength: 500 }), 'With the url_base of slskd if it has one')),
  api_key: Type.Optional(nullable(Type.String({ pattern: '^[\\x21-\\x7e]{1,255}$' }), 'Sealed at rest, never shown')),
  downloads_dir: Type.Optional(nullable(Type.String({ maxLength: 4096 }), 'Absolute path, as seen from Harmony')),
};
const enteredSchema = Type.Object(entered, { additionalProperties: false });
const unknownText = Type.Union([Type.String(), Type.Null()]);
const unknownAnswer = Type.Union([Type.Boolean(), Type.Null()]);
const trialSchema = Type.Object({
  usable: Type.Boolean({ description: 'Everything is as it should be' }),
  reachable: Type.Boolean({ description: 'Something answers at the address' }),
  authenticated: unknownAnswer,
  version: unknownText,
  logged_in: unknownAnswer,
  downloads_folder: Type.Object({
    slskd: nullable(Type.String(), 'As slskd sees it'),
    here: nullable(Type.String(), 'Where Harmony would look for finished files'),
    state: Type.String({ description: 'writable, read_only, missing, not_a_folder or unknown' }),
  }),
  problem: Type.Union([
    Type.Object({ code: Type.String(), sentence: Type.String(), remedy: Type.String() }),
    Type.Null(),
  ]),
});
const keyAgain =
  'must be entered again for another address: the kept key is only sent to the one that it was entered for';

/** `/soulseek/settings`: where slskd is, its key and its folder; tried out before they are kept, and in effect without a restart. */
export function soulseekSettingsRoutes(deps: SoulseekSettingsDeps): FastifyPluginAsyncTypebox {
  const { connections } = deps;
  const view = async () => {
    const { baseUrl, apiKey, downloadsDir, source: from } = await connections.now();
    return {
      base_url: baseUrl,
      has_key: apiKey !== null,
      downloads_dir: downloadsDir,
      source: { base_url: from.baseUrl, api_key: from.apiKey, downloads_dir: from.downloadsDir },
    };
  };
  /** The key for an address: the one that was entered, or the one in use where it belongs to this address. */
  async function keyFor(address: string, given: string | null | undefined): Promise<string | null> {
    if (given !== undefined) return given;
    const { baseUrl, apiKey } = await connections.now();
    if (apiKey !== null && originOf(address) !== originOf(baseUrl)) throw invalid('api_key', keyAgain);
    return apiKey;
  }

  return async (app) => {
    app.get(
      '/soulseek/settings',
      {
        config,
        schema: { summary: 'How slskd is reached; the key is never shown', tags, response: { 200: viewSchema } },
      },
      view,
    );
    app.put(
      '/soulseek/settings',
      {
        config,
        schema: {
          summary:
            'Stores how slskd is reached, in effect at once; what is left out stays, null removes it, and then the environment counts again',
          tags,
          body: enteredSchema,
          response: { 200: viewSchema },
        },
      },
      async ({ body }) => {
        const baseUrl = addressOf(body.base_url);
        const downloadsDir = folderOf(body.downloads_dir);
        if (baseUrl !== undefined) await keyFor(baseUrl ?? connections.environmentUrl, body.api_key);
        await connections.set({ baseUrl, apiKey: body.api_key, downloadsDir });
        deps.changed();
        return await view();
      },
    );
    app.post(
      '/soulseek/settings/try',
      {
        config,
        schema: {
          summary: 'Asks slskd with what was entered, and stores nothing; what is left out is what is in use',
          description:
            'One answer within seconds: whether somebody is there, accepts the key, is slskd, is signed in, and whether its downloads folder is seen from here. Of what answers, nothing is passed on but the state of a slskd. Link-local addresses are not asked.',
          tags,
          body: enteredSchema,
          response: { 200: trialSchema },
        },
      },
      async ({ body }) => {
        const now = await connections.now();
        const given = addressOf(body.base_url);
        const baseUrl = given === null ? connections.environmentUrl : (given ?? now.baseUrl);
        const folder = folderOf(body.downloads_dir);
        const apiKey = await keyFor(baseUrl, body.api_key);
        const trial = await deps.tryOut({ baseUrl, apiKey });
        const here = (folder === undefined ? now.downloadsDir : folder) ?? trial.downloadsFolder;
        const state = await folderState(here);
        return {
          usable: trial.problem === null && (state === 'writable' || state === 'unknown'),
          reachable: trial.reachable,
          authenticated: trial.authenticated,
          version: trial.version,
          logged_in: trial.loggedIn,
          downloads_folder: { slskd: trial.downloadsFolder, here, state },
          problem: trial.problem,
        };
      },
    );
  };
}

function addressOf(text: string | null | undefined): string | null | undefined {
  if (text === null || text === undefined) return text;
  const read = slskdSettings.baseUrl.parse(text.trim());
  if (!read.ok) throw invalid('base_url', read.why);
  const { search, hash, pathname, origin } = new URL(text.trim());
  if (search !== '' || hash !== '') throw invalid('base_url', 'must not have a query or a fragment');
  return origin + pathname.replace(/\/+$/, '');
}

function folderOf(text: string | null | undefined): string | null | undefined {
  if (text === null || text === undefined) return text;
  const folder = text.trim().replace(/(?<=.)\/+$/, '');
  // oxlint-disable-next-line no-control-regex -- no folder is called so, and such names confuse whoever reads them
  if (/[\u0000-\u001f]/.test(folder)) throw invalid('downloads_dir', 'must not contain control characters');
  if (!folder.startsWith('/') || folder === '/' || folder.split('/').some((part) => part === '..' || part === '.'))
    throw invalid('downloads_dir', 'must be an absolute path of a folder, without "." and ".."');
  return folder;
}
