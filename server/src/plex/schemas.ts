import { Type } from 'typebox';

/** The tag of all operations in the documentation. */
export const tags = ['plex'];

/** Plex's own container, passed on. */
export const passedSchema = Type.Object(
  { MediaContainer: Type.Record(Type.String(), Type.Unknown()) },
  { description: "Plex's own answer" },
);

/** The number of something at Plex. */
export const keySchema = Type.String({ pattern: '^[0-9]{1,18}$', description: 'Number of the item at Plex' });

/** Text of a person, without NUL. */
export const textSchema = (maxLength: number, description: string) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000]+$', description });

/** Flags that clients write as Plex does. */
export const flagSchema = Type.Union([Type.Boolean(), Type.Integer({ minimum: 0, maximum: 1 })]);

/** Pages of passed-on lists, in the names of Plex. More than 500 rows never come at once. */
export const containerPage = {
  'X-Plex-Container-Start': Type.Optional(
    Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'First row, default 0' }),
  ),
  'X-Plex-Container-Size': Type.Optional(Type.Integer({ minimum: 0, maximum: 500, description: 'Rows, default 100' })),
};

/** Pages of our own lists. */
export const listPage = {
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000, default: 0 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
};
