import { Type } from 'typebox';

const itemSchema = Type.Object({
  id: Type.Integer({
    description: 'Number in the library of beets; may be given to another item once this one is removed',
  }),
  path: Type.String(),
  title: Type.String(),
  artist: Type.String(),
  album: Type.String(),
});

/** How beets is. */
export const statusSchema = Type.Object(
  {
    available: Type.Boolean(),
    version: Type.Union([Type.String(), Type.Null()]),
    python: Type.Union([Type.String(), Type.Null()]),
    plugins: Type.Array(Type.String()),
    directory: Type.Union([Type.String(), Type.Null()], {
      description: 'Folder into which beets copies or moves music',
    }),
    library: Type.Union([Type.String(), Type.Null()], { description: 'The database of beets' }),
    publish: Type.String({ description: 'What happens to finished files: off, leave, copy or move (BEETS_PUBLISH)' }),
    folders: Type.Array(Type.String(), { description: 'Folders from which may be imported' }),
    problem: Type.Union([
      Type.Object({ code: Type.String(), message: Type.String(), remedy: Type.String() }),
      Type.Null(),
    ]),
  },
  { $id: 'BeetsStatus' },
);

/** How an import went. */
export const importedSchema = Type.Object(
  {
    success: Type.Boolean({ description: 'Whether the library of beets holds more than before' }),
    message: Type.String(),
    imported: Type.Array(itemSchema),
    notes: Type.Array(
      Type.Object({
        path: Type.String(),
        reason: Type.String({ description: 'skipped, duplicate, already_there, unreadable or nothing_found' }),
        message: Type.String(),
      }),
      { description: 'What was not imported, or was there before' },
    ),
  },
  { $id: 'BeetsImport' },
);

/** What an update found. */
export const updatedSchema = Type.Object(
  {
    success: Type.Boolean(),
    message: Type.String(),
    preview: Type.Boolean({ description: 'Nothing was changed' }),
    checked: Type.Integer(),
    changed: Type.Array(Type.String()),
    vanished: Type.Array(Type.String(), { description: 'Files that are gone, at most 1,000' }),
    vanished_total: Type.Integer({ description: 'The number to pass as confirm' }),
  },
  { $id: 'BeetsUpdate' },
);

/** What was removed, or would be. */
export const removedSchema = Type.Object(
  {
    success: Type.Boolean({ description: 'false: nothing was removed, output says why' }),
    removed: Type.Integer(),
    files_deleted: Type.Integer(),
    matched: Type.Integer(),
    output: Type.String(),
    paths: Type.Array(Type.String(), { description: 'Of the entries that would go, at most 100' }),
  },
  { $id: 'BeetsRemoval' },
);

/** What was moved, or would be. */
export const movedSchema = Type.Object(
  {
    success: Type.Boolean(),
    preview: Type.Boolean(),
    moved: Type.Integer(),
    output: Type.String(),
    moves: Type.Array(Type.Object({ from: Type.String(), to: Type.String() }), { description: 'At most 1,000' }),
  },
  { $id: 'BeetsMove' },
);

/** What was written, or would be. */
export const writtenSchema = Type.Object(
  {
    success: Type.Boolean(),
    preview: Type.Boolean(),
    written: Type.Integer(),
    output: Type.String(),
    paths: Type.Array(Type.String(), { description: 'At most 1,000' }),
  },
  { $id: 'BeetsWrite' },
);

const long = { maxLength: 4096 } as const;

/** A query as `beet` understands it, with quotes as in a shell. */
export const queryField = Type.String({
  ...long,
  description: 'A query of beets, for example artist:Beatles year:1969.. or -genre:rock; quotes hold words together',
});
/** The same where leaving it out means everything. */
export const anyQuery = Type.Object({ query: Type.String({ ...long, default: '' }) });

/** Bodies of the changes. */
export const bodies = {
  import: Type.Object({
    path: Type.String({
      minLength: 1,
      maxLength: 4096,
      description: 'Absolute; in MUSIC_DIR, the folder of beets or BEETS_FOLDERS',
    }),
    quiet: Type.Boolean({ default: true, description: 'Must be true: there is nobody here whom beets could ask' }),
    autotag: Type.Boolean({
      default: true,
      description: 'Look albums up at MusicBrainz; false takes files as they are',
    }),
    fallback: Type.Union([Type.Literal('skip'), Type.Literal('asis')], {
      default: 'skip',
      description: 'What becomes of an album without a sure match',
    }),
    singletons: Type.Boolean({ default: false, description: 'Every file by itself instead of as albums' }),
  }),
  update: Type.Object({
    path: Type.Optional(Type.String({ minLength: 1, maxLength: 4096, description: 'Only files below it' })),
    preview: Type.Boolean({ default: false }),
    confirm: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
        description: 'The number of files that may be forgotten, when these are many',
      }),
    ),
  }),
  remove: Type.Object({
    query: queryField,
    force: Type.Boolean({ default: false, description: 'false only says what would be removed' }),
    delete_files: Type.Boolean({ default: false, description: 'Also delete the files, for good; needs confirm' }),
    confirm: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
        description: 'The number of entries that this is about',
      }),
    ),
  }),
  change: Type.Object({ query: Type.String({ ...long, default: '' }), preview: Type.Boolean({ default: false }) }),
  query: Type.Object({
    query: queryField,
    format: Type.String({ minLength: 1, maxLength: 1024, default: '$artist - $album - $title' }),
  }),
} as const;
