import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid } from '#http';
import { type DeclaredSetting, declaredSchema, declaredView } from './declared.ts';
import type { SettingsStore } from './settings.store.ts';

/** What the routes of settings need. */
export interface SettingsRouteDeps {
  readonly store: Pick<SettingsStore, 'all' | 'set' | 'history' | 'changedAt'>;
  /** Something was stored; ends when it is in effect in this process. */
  readonly changed: () => Promise<void>;
  /** Every declared setting; their texts are checked before they are stored. */
  readonly declared: readonly DeclaredSetting[];
  /** What may be changed while the program runs, under its former name in small letters, as it was started; shown when nothing is stored. */
  readonly runtime: Readonly<Record<string, string>>;
  /** What the environment says of a setting. */
  readonly given: (name: string) => string | null;
  /** Absolute path of the file in which lines for the environment are looked for. */
  readonly environmentFile: string;
}

/** Shown in place of a secret that is set. */
const mask = '********';
/** What the program notes of itself; not for people to change. */
const internal = /^(?:metrics|worker)[.:]/;
/** Names that speak of secrets although nobody declared them, and the form of sealed texts. */
const secretName = /secret|password|token|api_?key|credential/i;
const sealed = /^v1\.[0-9a-f]{8}\./;
/** Shown even when nothing is stored (contract §1.9). */
const always = [
  'SPOTIFY_CLIENT_ID',
  'SPOTIFY_CLIENT_SECRET',
  'SPOTIFY_REDIRECT_URI',
  'PLEX_BASE_URL',
  'PLEX_TOKEN',
  'PLEX_LIBRARY',
  'SLSKD_URL',
  'SLSKD_API_KEY',
];
const defaults: Readonly<Record<string, string>> = {
  autosync_min_bitrate: '192',
  autosync_preferred_formats: 'mp3,flac',
};
const historyLimit = 50;

const text = Type.Union([Type.String(), Type.Null()]);
const settingsSchema = Type.Object({
  settings: Type.Record(Type.String(), text, { description: 'Secrets are shown as ********' }),
  updated_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
});

/** `GET` and `POST /settings`, `GET /settings/history` (contract §1.9), with secrets masked. */
export function settingsRoutes(deps: SettingsRouteDeps): FastifyPluginAsyncTypebox {
  const { store } = deps;
  // one setting's name wins over another's alias
  const byName = new Map([
    ...deps.declared.flatMap((each) => each.aliases.map((alias) => [alias, each] as const)),
    ...deps.declared.map((each) => [each.name, each] as const),
  ]);
  const isSecret = (key: string): boolean => byName.get(key)?.secret ?? secretName.test(key);
  const shown = (key: string, value: string | null): string | null =>
    value !== null && value !== '' && (isSecret(key) || sealed.test(value)) ? mask : value;

  async function all() {
    const stored = await store.all();
    const settings: Record<string, string | null> = { ...defaults, ...deps.runtime };
    for (const key of always) {
      const own = byName.get(key);
      const names = own === undefined ? [key] : [key, own.name, ...own.aliases];
      const value = names.map((name) => stored.get(name) ?? null).find((each) => each !== null);
      settings[key] = shown(key, value ?? names.map(deps.given).find((each) => each !== null) ?? null);
    }
    for (const [key, value] of stored) settings[key] = shown(key, value ?? settings[key] ?? null);
    return { settings, updated_at: (await store.changedAt())?.toISOString() ?? null };
  }

  return async (app) => {
    const tags = ['settings'];
    app.get(
      '/settings',
      { schema: { tags, summary: 'What is stored in the database', response: { 200: settingsSchema } } },
      all,
    );
    app.post(
      '/settings',
      {
        schema: {
          tags,
          summary: 'Store a setting; null goes back to the environment or the default',
          body: Type.Object(
            {
              key: Type.String({ minLength: 1, maxLength: 128, pattern: '^[A-Za-z][A-Za-z0-9_.:-]*$' }),
              value: Type.Union([Type.String({ maxLength: 4096 }), Type.Null()]),
            },
            { additionalProperties: false },
          ),
          response: { 200: settingsSchema },
        },
      },
      async ({ body }) => {
        const { key } = body;
        const value = body.value?.trim() ?? null;
        if (internal.test(key)) throw invalid('key', 'belongs to what Harmony notes of itself and cannot be changed');
        if (isSecret(key))
          throw invalid('key', 'is a secret: set it in the environment, or where its service is connected');
        if (value?.includes('\0') === true) throw invalid('value', 'must not contain NUL');
        const read =
          value === null || value === '' ? null : (byName.get(key) ?? byName.get(key.toUpperCase()))?.parse(value);
        if (read?.ok === false) throw invalid('value', read.why);
        const declared = byName.get(key);
        // it would be kept and do nothing; one that an earlier version took can be removed
        if (declared?.change === 'restart' && value !== null && value !== '')
          throw invalid('key', 'is read when Harmony starts: set it in the environment, then restart');
        // rooms that store for themselves read one name only
        const storedAs = declared?.change === 'elsewhere' ? declared.storedAs : key;
        await store.set(storedAs, value === '' ? null : value);
        await deps.changed();
        return await all();
      },
    );
    app.get(
      '/settings/declared',
      {
        schema: {
          tags,
          summary: 'Every setting with its effective value, where that comes from, and how to change it',
          response: { 200: declaredSchema },
        },
      },
      async () => {
        const stored = await store.all();
        return {
          environment_file: deps.environmentFile,
          items: deps.declared.map((each) => declaredView(each, deps.given, stored, shown)),
        };
      },
    );
    app.get(
      '/settings/history',
      {
        schema: {
          tags,
          summary: 'The last fifty changes, newest first',
          response: {
            200: Type.Object({
              history: Type.Array(
                Type.Object({ key: Type.String(), old_value: text, new_value: text, changed_at: Type.String() }),
              ),
            }),
          },
        },
      },
      async () => ({
        history: (await store.history(historyLimit)).map((change) => ({
          key: change.key,
          old_value: shown(change.key, change.oldValue),
          new_value: shown(change.key, change.newValue),
          changed_at: change.changedAt.toISOString(),
        })),
      }),
    );
  };
}
