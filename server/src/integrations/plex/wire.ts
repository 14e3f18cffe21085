import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { ServiceFault } from '#platform/outbound';

/** An object as Plex sends it. */
export type Json = Readonly<Record<string, unknown>>;

/** The contents of an answer: rows in an array of some name, which is absent where there are none. */
export type Container = Json;

const key = Type.Union([Type.String({ pattern: '^\\d{1,18}$' }), Type.Integer({ minimum: 0 })]);
const envelopeSchema = Type.Object({ MediaContainer: Type.Record(Type.String(), Type.Unknown()) });
const rowsSchema = Type.Array(Type.Record(Type.String(), Type.Unknown()));
const sectionSchema = Type.Object({
  key,
  type: Type.String(),
  title: Type.String(),
  agent: Type.Optional(Type.String()),
  refreshing: Type.Optional(Type.Unknown()),
  Location: Type.Optional(Type.Array(Type.Object({ path: Type.String() }))),
});
const itemSchema = Type.Object({ ratingKey: key, type: Type.String(), title: Type.String() });
const identitySchema = Type.Object({ machineIdentifier: Type.String({ minLength: 1 }), version: Type.String() });

/** One library of the server. */
export interface PlexSection {
  readonly id: string;
  readonly title: string;
  /** `artist` for music. */
  readonly type: string;
  readonly agent: string | null;
  /** A scan runs. */
  readonly refreshing: boolean;
  /** Seconds since 1970; `null` when it never ended one. */
  readonly scannedAt: number | null;
  /** Folders as Plex sees them. */
  readonly locations: readonly string[];
}

/** An artist, album or track. What Plex does not know is `null`. */
export interface PlexItem {
  readonly ratingKey: string;
  readonly type: string;
  readonly title: string;
  readonly guid: string | null;
  /** Ids of other catalogues, such as `mbid://…`. */
  readonly guids: readonly string[];
  readonly sectionId: string | null;
  readonly parentKey: string | null;
  readonly parentTitle: string | null;
  readonly grandparentKey: string | null;
  readonly grandparentTitle: string | null;
  /** The performer, where it is not the artist of the album. */
  readonly originalTitle: string | null;
  readonly index: number | null;
  readonly disc: number | null;
  readonly year: number | null;
  readonly durationMs: number | null;
  readonly leafCount: number | null;
  /** Seconds since 1970. */
  readonly addedAt: number | null;
  readonly updatedAt: number | null;
  readonly viewCount: number;
  readonly userRating: number | null;
  readonly thumb: string | null;
  /** Paths as Plex sees them; none for what is not on its disk now. */
  readonly files: readonly string[];
}

/** Refuses a form that Plex does not send. */
export function unexpectedShape(what: string): ServiceFault {
  return new ServiceFault({
    service: 'Plex',
    code: 'unexpected_shape',
    sentence: `Plex answered ${what} in an unknown form.`,
    remedy: 'Check that PLEX_BASE_URL leads to a Plex Media Server of 1.40 or newer.',
  });
}

function checked<S extends TSchema>(schema: S, value: unknown, what: string): Static<S> {
  if (!Value.Check(schema, value)) throw unexpectedShape(what);
  return value;
}

/** Opens the envelope that every answer with contents has. */
export function containerOf(json: unknown, what: string): Container {
  return checked(envelopeSchema, json, what).MediaContainer;
}

/** The rows of a container; none where the array is absent. */
export function rowsOf(container: Container, name: string, what: string): readonly Json[] {
  return container[name] === undefined ? [] : checked(rowsSchema, container[name], what);
}

/** A number that may come as text. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** `true`, `1` and `"1"` are the same at Plex. */
export const flagOf = (value: unknown): boolean => value === true || value === 1 || value === '1' || value === 'true';

/** A text, or `null` where there is none. */
export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const keyOf = (value: unknown): string | null => (typeof value === 'number' ? String(value) : textOf(value));

/** Reads one library. */
export function sectionOf(row: Json): PlexSection {
  const section = checked(sectionSchema, row, 'the question for its libraries');
  return {
    id: String(section.key),
    title: section.title,
    type: section.type,
    agent: section.agent ?? null,
    refreshing: flagOf(section.refreshing),
    scannedAt: numberOf(row['scannedAt']),
    locations: (section.Location ?? []).map(({ path }) => path),
  };
}

/** Reads one artist, album or track. */
export function itemOf(row: Json): PlexItem {
  const item = checked(itemSchema, row, 'the question for its contents');
  const objects = (value: unknown): readonly Json[] => (Value.Check(rowsSchema, value) ? value : []);
  const parts = objects(row['Media']).flatMap((media) => objects(media['Part']));
  return {
    ratingKey: String(item.ratingKey),
    type: item.type,
    title: item.title,
    guid: textOf(row['guid']),
    guids: objects(row['Guid']).flatMap((each) => textOf(each['id']) ?? []),
    sectionId: keyOf(row['librarySectionID']),
    parentKey: keyOf(row['parentRatingKey']),
    parentTitle: textOf(row['parentTitle']),
    grandparentKey: keyOf(row['grandparentRatingKey']),
    grandparentTitle: textOf(row['grandparentTitle']),
    originalTitle: textOf(row['originalTitle']),
    index: numberOf(row['index']),
    disc: numberOf(row['parentIndex']),
    year: numberOf(row['year']),
    durationMs: numberOf(row['duration']),
    leafCount: numberOf(row['leafCount']),
    addedAt: numberOf(row['addedAt']),
    updatedAt: numberOf(row['updatedAt']),
    viewCount: numberOf(row['viewCount']) ?? 0,
    userRating: numberOf(row['userRating']),
    thumb: textOf(row['thumb']),
    files: parts.flatMap((part) => textOf(part['file']) ?? []),
  };
}

/** Reads who the server is. */
export function identityOf(container: Container): { readonly machineIdentifier: string; readonly version: string } {
  return checked(identitySchema, container, 'the question for its identity');
}
