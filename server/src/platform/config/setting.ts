import { resolve } from 'node:path';

/** What parsing one text gave: a value, or the reason why the text is refused. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

/** One declared setting: the name in the environment, its meaning, its default and how its text is read. */
export interface Setting<T> {
  readonly name: string;
  /** Other accepted names, strongest first, all weaker than `name`. */
  readonly aliases: readonly string[];
  readonly doc: string;
  /** Kind for people: `whole number`, `list`, … with its limits. */
  readonly kind: string;
  /** As text for `.env.example`; empty when there is none. */
  readonly defaultText: string;
  readonly fallback: T;
  readonly secret: boolean;
  /** Must be given; starting without it is a fault. */
  readonly required: boolean;
  readonly parse: (text: string) => Parsed<T>;
}

/** A room's slice of the configuration, declared in its `settings.ts`. */
export type SettingGroup = Readonly<Record<string, Setting<unknown>>>;

/** The values of a slice, as the room receives them. */
export type SettingValues<G extends SettingGroup> = {
  readonly [K in keyof G]: G[K] extends Setting<infer T> ? T : never;
};

interface Common<D> {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly doc: string;
  readonly default: D;
  readonly required?: boolean;
}

const truthy = new Set(['1', 'true', 'yes', 'on']);
const falsy = new Set(['0', 'false', 'no', 'off']);

function declare<T>(
  options: Common<T>,
  kind: string,
  parse: Setting<T>['parse'],
  extra: { secret?: boolean; defaultText?: string } = {},
): Setting<T> {
  const shown = options.default === null || options.default === undefined ? '' : String(options.default);
  return {
    name: options.name,
    aliases: options.aliases ?? [],
    doc: options.doc,
    kind,
    defaultText: extra.defaultText ?? shown,
    fallback: options.default,
    secret: extra.secret ?? false,
    required: options.required ?? false,
    parse,
  };
}

function numberIn(text: string, whole: boolean, min: number, max: number): Parsed<number> {
  const value = Number(text);
  if (!Number.isFinite(value) || (whole && !Number.isInteger(value))) {
    return { ok: false, why: `must be a ${whole ? 'whole number' : 'number'}, got "${text}"` };
  }
  if (value < min || value > max) return { ok: false, why: `must lie between ${min} and ${max}, got ${value}` };
  return { ok: true, value };
}

/** Declares settings, one function per kind. A `null` default means "not set". */
export const setting = {
  /** A whole number between `min` and `max`. */
  int<D extends number | null>(options: Common<D> & { min?: number; max?: number }): Setting<number | D> {
    const min = options.min ?? Number.MIN_SAFE_INTEGER;
    const max = options.max ?? Number.MAX_SAFE_INTEGER;
    return declare<number | D>(options, `whole number${range(options)}`, (text) => numberIn(text, true, min, max));
  },
  /** Any finite number between `min` and `max`. */
  number<D extends number | null>(options: Common<D> & { min?: number; max?: number }): Setting<number | D> {
    const min = options.min ?? -Number.MAX_VALUE;
    const max = options.max ?? Number.MAX_VALUE;
    return declare<number | D>(options, `number${range(options)}`, (text) => numberIn(text, false, min, max));
  },
  /** `1 true yes on` or `0 false no off`, any case. */
  bool<D extends boolean | null>(options: Common<D>): Setting<boolean | D> {
    return declare<boolean | D>(options, 'yes/no', (text) => {
      const word = text.toLowerCase();
      if (truthy.has(word)) return { ok: true, value: true };
      if (falsy.has(word)) return { ok: true, value: false };
      return { ok: false, why: `must be true or false, got "${text}"` };
    });
  },
  /** Free text, or one of `choices`; `check` says what is wrong with a text, or `null`. */
  text<D extends string | null>(
    options: Common<D> & { choices?: readonly string[]; check?: (text: string) => string | null },
  ): Setting<string | D> {
    const { choices, check } = options;
    return declare<string | D>(options, choices ? choices.join(' | ') : 'text', (text) => {
      if (choices && !choices.includes(text))
        return { ok: false, why: `must be one of ${choices.join(', ')}, got "${text}"` };
      const why = check?.(text) ?? null;
      return why === null ? { ok: true, value: text } : { ok: false, why };
    });
  },
  /**
   * Entries separated by commas or line ends; blanks are dropped. With `choices` each must be one of them (any case, doubles count once), and
   * the word `none` alone, where it is given, means an empty list. `check` says what is wrong with an entry, or `null`.
   */
  list(
    options: Common<readonly string[]> & {
      choices?: readonly string[];
      none?: string;
      check?: (entry: string) => string | null;
    },
  ): Setting<readonly string[]> {
    const { choices, none } = options;
    const parse = (text: string): Parsed<readonly string[]> => {
      const entries = text
        .split(/[,\n]/)
        .map((entry) => entry.trim())
        .filter((entry) => entry !== '');
      if (choices === undefined) {
        const why = entries.map((entry) => options.check?.(entry) ?? null).find((each) => each !== null);
        return why === undefined ? { ok: true, value: entries } : { ok: false, why };
      }
      const words = [...new Set(entries.map((entry) => entry.toLowerCase()))];
      if (none !== undefined && words.length === 1 && words[0] === none) return { ok: true, value: [] };
      const unknown = words.filter((word) => !choices.includes(word));
      if (unknown.length === 0) return { ok: true, value: words };
      const allowed = choices.join(', ');
      return { ok: false, why: `may only list ${allowed}; it does not know ${unknown.join(', ').slice(0, 200)}` };
    };
    const kind = choices === undefined ? 'list' : `list of ${choices.join(' | ')}`;
    return declare(options, kind, parse, { defaultText: options.default.join(',') });
  },
  /** An absolute http or https address without credentials; a trailing slash is dropped. */
  url<D extends string | null>(options: Common<D>): Setting<string | D> {
    return declare<string | D>(options, 'http(s) address', (text) => {
      if (!URL.canParse(text))
        return { ok: false, why: `must be an address such as http://127.0.0.1:5030, got "${text}"` };
      const url = new URL(text);
      if (url.protocol !== 'http:' && url.protocol !== 'https:')
        return { ok: false, why: 'must begin with http:// or https://' };
      if (url.username !== '' || url.password !== '')
        return { ok: false, why: 'must not contain a user name or password' };
      return { ok: true, value: text.replace(/\/+$/, '') };
    });
  },
  /** A folder or file; relative ones are taken from the working directory. */
  path<D extends string | null>(options: Common<D>): Setting<string | D> {
    const fallback = (options.default === null ? null : resolve(options.default)) as D;
    const parse = (text: string): Parsed<string | D> =>
      text.includes('\0') ? { ok: false, why: 'must not contain NUL' } : { ok: true, value: resolve(text) };
    return declare<string | D>({ ...options, default: fallback }, 'path', parse, {
      defaultText: options.default ?? '',
    });
  },
  /** Text that is masked wherever it is shown. `check` says what is wrong with it, or `null`; the reason is never shown. */
  secret(options: Common<null> & { check?: (text: string) => string | null }): Setting<string | null> {
    const parse = (text: string): Parsed<string | null> => {
      const why = options.check?.(text) ?? null;
      return why === null ? { ok: true, value: text } : { ok: false, why };
    };
    return declare<string | null>(options, 'secret', parse, { secret: true });
  },
};

function range({ min, max }: { min?: number; max?: number }): string {
  if (min === undefined && max === undefined) return '';
  if (max === undefined) return ` ≥ ${min}`;
  if (min === undefined) return ` ≤ ${max}`;
  return ` ${min}–${max}`;
}
