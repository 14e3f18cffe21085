import type { Setting, SettingGroup, SettingValues } from './setting.ts';

/** What is wrong with one variable, with what to do. */
export interface ConfigFault {
  readonly variable: string;
  readonly sentence: string;
  readonly remedy: string;
}

/** The result of reading all groups at once: values, or every fault together. Warnings never stop the start. */
export type ReadResult<G extends Record<string, SettingGroup>> =
  | {
      readonly ok: true;
      readonly values: { readonly [K in keyof G]: SettingValues<G[K]> };
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly faults: readonly ConfigFault[]; readonly warnings: readonly string[] };

/** Variables that begin with `HARMONY_` but are read outside the declared groups. */
const knownElsewhere = new Set(['HARMONY_ENV_FILE']);

/**
 * Reads every declared setting from `env`. Precedence: name, then aliases in order, then the default. Blank text counts as not set.
 * Never throws; all faults are reported together.
 */
export function readSettings<const G extends Record<string, SettingGroup>>(
  groups: G,
  env: Readonly<Record<string, string | undefined>>,
): ReadResult<G> {
  const faults: ConfigFault[] = [];
  const values: Record<string, Record<string, unknown>> = {};
  for (const [room, group] of Object.entries(groups)) {
    const slice: Record<string, unknown> = {};
    values[room] = slice;
    for (const [key, declared] of Object.entries(group)) slice[key] = readOne(declared, env, faults);
  }
  const warnings = unknownVariables(groups, env);
  if (faults.length > 0) return { ok: false, faults, warnings };
  return { ok: true, values: values as { [K in keyof G]: SettingValues<G[K]> }, warnings };
}

function readOne(
  declared: Setting<unknown>,
  env: Readonly<Record<string, string | undefined>>,
  faults: ConfigFault[],
): unknown {
  for (const name of [declared.name, ...declared.aliases]) {
    const text = env[name]?.trim();
    if (text === undefined || text === '') continue;
    const parsed = declared.parse(text);
    if (parsed.ok) return parsed.value;
    const why = declared.secret ? 'has a wrong form' : parsed.why;
    faults.push({
      variable: name,
      sentence: `${name} ${why}.`,
      remedy: `Set ${name} to: ${declared.kind}. ${declared.doc}`,
    });
    return declared.fallback;
  }
  if (declared.required) {
    faults.push({
      variable: declared.name,
      sentence: `${declared.name} is not set.`,
      remedy: `Set it: ${declared.doc}`,
    });
  }
  return declared.fallback;
}

function unknownVariables(
  groups: Record<string, SettingGroup>,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const known = new Set(knownElsewhere);
  for (const group of Object.values(groups)) {
    for (const declared of Object.values(group))
      for (const name of [declared.name, ...declared.aliases]) known.add(name);
  }
  return Object.keys(env)
    .filter((name) => name.startsWith('HARMONY_') && !known.has(name))
    .sort()
    .map((name) => `${name} is set but unknown; it has no effect. Check the spelling against docs/configuration.md.`);
}
