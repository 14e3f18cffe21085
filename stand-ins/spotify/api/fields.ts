/** A parsed `fields` parameter: names to keep and names to leave out, each with the selection below it. */
interface Selection {
  readonly keep: Map<string, Selection | null>;
  readonly drop: Map<string, Selection | null>;
}

const nothing = (): Selection => ({ keep: new Map(), drop: new Map() });

function parse(text: string): Selection {
  let at = 0;
  const word = (): string => {
    const start = at;
    while (at < text.length && !',().'.includes(text.charAt(at))) at++;
    return text.slice(start, at).trim();
  };
  const below = (): Selection | null => {
    const opener = text[at];
    if (opener !== '.' && opener !== '(') return null;
    at++;
    if (opener === '.') return one(nothing());
    const inner = list();
    at++;
    return inner;
  };
  const one = (into: Selection): Selection => {
    const name = word();
    const inner = below();
    if (name.startsWith('!')) into.drop.set(name.slice(1), inner);
    else if (name !== '') into.keep.set(name, inner);
    return into;
  };
  const list = (): Selection => {
    const all = one(nothing());
    while (text[at] === ',') {
      at++;
      one(all);
    }
    return all;
  };
  return list();
}

function select(value: unknown, selection: Selection): unknown {
  if (Array.isArray(value)) return value.map((entry: unknown) => select(entry, selection));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).flatMap(([name, inner]: [string, unknown]): (readonly [string, unknown])[] => {
    if (selection.drop.has(name)) {
      const below = selection.drop.get(name);
      // `!items(added_by)` leaves out only what is inside
      return below ? [[name, select(inner, { keep: new Map(), drop: below.keep })]] : [];
    }
    if (selection.keep.size === 0) return [[name, inner]];
    const below = selection.keep.get(name);
    if (below === undefined) return [];
    return [[name, below ? select(inner, below) : inner]];
  });
  return Object.fromEntries(kept);
}

/** Keeps what a `fields` parameter names, for example `total,items(added_at,item(id,name))` or `!items`; unknown names are ignored. */
export function selectFields(value: unknown, fields: string | null): unknown {
  return fields === null || fields === '' ? value : select(value, parse(fields));
}
