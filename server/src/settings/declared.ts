import { Type } from 'typebox';
import type { Setting } from '#platform/config';

/** A setting as its room declares it, with what a change of it takes. */
export interface DeclaredSetting
  extends Pick<Setting<unknown>, 'name' | 'aliases' | 'doc' | 'kind' | 'defaultText' | 'secret' | 'parse'> {
  /** Room that declares it. */
  readonly room: string;
  /** Whether a stored value takes the place of the environment's: `now` by these routes, `elsewhere` by routes of its own, `restart` not at all. */
  readonly change: 'now' | 'elsewhere' | 'restart';
  /** Its key in the database: its name, or a former one. */
  readonly storedAs: string;
}

/** Answer of `GET /settings/declared`. */
export const declaredSchema = Type.Object({
  environment_file: Type.String({
    description: 'Where lines such as NAME=value are read at start; the environment of the process wins over it',
  }),
  items: Type.Array(
    Type.Object({
      name: Type.String({ description: 'Name in the environment' }),
      room: Type.String({ description: 'Group of docs/configuration.md' }),
      kind: Type.String({ description: 'What it may be, with its limits' }),
      doc: Type.String({ description: 'What it means, in English' }),
      default: Type.Union([Type.String(), Type.Null()]),
      value: Type.Union([Type.String(), Type.Null()], { description: 'In effect; secrets are shown as ********' }),
      source: Type.Union([Type.Literal('stored'), Type.Literal('environment'), Type.Literal('default')]),
      given_as: Type.Union([Type.String(), Type.Null()], {
        description: 'The variable that gives it, which may be an alias; null: none does',
      }),
      secret: Type.Boolean(),
      stored_as: Type.String({ description: 'Its key for POST /settings' }),
      change: Type.Union([Type.Literal('now'), Type.Literal('elsewhere'), Type.Literal('restart')], {
        description: 'now: by POST /settings; elsewhere: by routes of its own; restart: in the environment',
      }),
    }),
  ),
});

/** A setting with its effective value: what is stored, where that counts, else the environment, else the default. */
export function declaredView(
  each: DeclaredSetting,
  given: (name: string) => string | null,
  stored: ReadonlyMap<string, string | null>,
  shown: (key: string, value: string | null) => string | null,
) {
  const { name, room, kind, doc, secret, change } = each;
  const kept = change === 'restart' ? null : textOf(stored.get(each.storedAs));
  const givenAs = [name, ...each.aliases].find((variable) => textOf(given(variable)) !== null) ?? null;
  const fromOutside = givenAs === null ? null : textOf(given(givenAs));
  const fallback = textOf(each.defaultText);
  return {
    name,
    room,
    kind,
    doc,
    secret,
    change,
    stored_as: each.storedAs,
    default: fallback,
    value: shown(name, kept ?? fromOutside ?? fallback),
    source: kept !== null ? ('stored' as const) : givenAs !== null ? ('environment' as const) : ('default' as const),
    given_as: givenAs,
  };
}

function textOf(value: string | null | undefined): string | null {
  const text = value?.trim() ?? '';
  return text === '' ? null : text;
}
