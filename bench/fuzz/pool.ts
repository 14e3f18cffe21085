import type { FuzzAnswer } from './judge.ts';
import type { Operation, Schema } from './operations.ts';

/** What earlier answers held, by what it is the id or name of: so that requests read, change and remove what others made. */
export interface Pool {
  learn(operation: Operation, answer: FuzzAnswer): void;
  /** A value for this parameter of a path; `null`: none was seen yet. `at` chooses. */
  forPath(operation: Operation, name: string, at: number): string | null;
  /** A value of a field or query parameter of this name; `null`: none was seen yet. */
  named(operation: Operation, name: string, at: number): string | number | null;
  /** An object that an answer held and that has all of these fields; `null`: none was seen yet. */
  withFields(operation: Operation, fields: readonly string[], at: number): Schema | null;
}

const perName = 200;
const perPlace = 150;
const idName = /(?:^|_)(?:id|ids|key|name|username|state|uri|path|slug|kind|token|alias|artist|code)$|Key$|Identifier$/;

/** Names that say the same in other rooms. */
const others: Readonly<Record<string, readonly string[]>> = {
  item_id: ['rating_key', 'ratingKey'],
  artist_id: ['rating_key', 'ratingKey'],
  album_id: ['rating_key', 'ratingKey'],
  playqueue_id: ['playQueueID', 'play_queue_id'],
  artist_key: ['artist_key', 'key'],
  source_id: ['playlist_id', 'source_id'],
  playlist_id: ['playlist_id', 'source_id'],
  provider: ['provider', 'name'],
};

/** An empty pool. */
export function createPool(): Pool {
  const ids = new Map<string, (string | number)[]>();
  const names = new Map<string, (string | number)[]>();
  const objects = new Map<string, Schema[]>();

  function remember<T>(map: Map<string, T[]>, key: string, value: T, most: number): void {
    const values = map.get(key) ?? [];
    const before = values.indexOf(value);
    if (before >= 0) values.splice(before, 1);
    values.push(value);
    if (values.length > most) values.shift();
    map.set(key, values);
  }

  function walk(value: unknown, collection: string, place: string, depth: number): void {
    if (depth > 6 || typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const each of value.slice(0, 40)) walk(each, collection, place, depth + 1);
      return;
    }
    remember(objects, place, value as Schema, perPlace);
    for (const [name, inner] of Object.entries(value)) {
      if ((typeof inner === 'string' && inner !== '' && inner.length < 500) || typeof inner === 'number') {
        if (name === 'id') remember(ids, collection, inner, perName);
        if (!idName.test(name)) continue;
        remember(names, `${place} ${name}`, inner, perName);
        remember(names, name, inner, perName);
      } else walk(inner, collection, place, depth + 1);
    }
  }

  const choice = <T>(values: readonly T[] | null | undefined, at: number): T | null =>
    values === null || values === undefined || values.length === 0 ? null : (values[at % values.length] ?? null);

  return {
    learn(operation, answer) {
      if (!answer.type.includes('json') || answer.text.length > 200_000) return;
      walk(JSON.parse(answer.text), collectionOf(operation.path), placeOf(operation.path), 0);
    },
    forPath(operation, name, at) {
      const collection = collectionOf(operation.path.slice(0, operation.path.indexOf(`{${name}}`)));
      const among = [
        ids.get(collection),
        ...[name, ...(others[name] ?? [])].flatMap((each) => [
          names.get(`${placeOf(operation.path)} ${each}`),
          each === 'id' ? undefined : names.get(each),
        ]),
      ].filter((values) => values !== undefined);
      const value =
        choice(choice(among, at), Math.floor(at / 7)) ?? choice(names.get(`${placeOf(operation.path)} id`), at);
      return value === null ? null : String(value);
    },
    named(operation, name, at) {
      const own = name === 'ids' || name === 'id' ? ids.get(collectionOf(operation.path)) : undefined;
      const single = name.endsWith('s') ? name.slice(0, -1) : name;
      const place = placeOf(operation.path);
      return choice(own ?? names.get(`${place} ${single}`) ?? names.get(single), at);
    },
    withFields(operation, fields, at) {
      if (fields.length === 0) return null;
      const fits = (each: Schema): boolean => fields.every((field) => field in each);
      const own = (objects.get(placeOf(operation.path)) ?? []).filter(fits);
      return choice(own.length > 0 ? own : [...objects.values()].flat().filter(fits), at);
    },
  };
}

function placeOf(path: string): string {
  return path.replace('/api/v1', '').split('/')[1] ?? '';
}

/** `/api/v1/wishes` for `/api/v1/wishes`, `/api/v1/wishes/` and `/api/v1/wishes/{id}`. */
function collectionOf(path: string): string {
  return path.replace(/\/(?:\{[^}]+\})?$/, '');
}
