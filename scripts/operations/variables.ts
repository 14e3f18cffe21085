import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Groups = Readonly<
  Record<string, Readonly<Record<string, { readonly name: string; readonly aliases: readonly string[] }>>>
>;

/** A variable and the tests that speak of it. */
export interface Variable {
  readonly group: string;
  readonly name: string;
  /** Files that set it by its name. */
  readonly byName: readonly string[];
  /** Else files of its room that set the value that it becomes. */
  readonly byValue: readonly string[];
  /** Else files that set a variable of the same family by its name. */
  readonly bySister: readonly string[];
}

/** Variables that exist once per type of job and are read by the same code: a test of one is a test of all. */
const families = /^(ORCH_POOL)_|^RETRY_\w+_(MAX_ATTEMPTS|BASE_SECONDS|JITTER_PCT|TIMEOUT_SECONDS)$/;

/** Set by the house that these tests open, which would meet nobody, or nothing, without it; or, as a value, in another room. */
const inHouses: Readonly<Record<string, string>> = {
  PLEX_TV_URL: 'server/src/compose/tests/plex-and-beets/plex.api.test.ts',
  DOWNLOAD_PER_PEER: 'server/src/integrations/slskd/journey/journey.test.ts',
  ARTWORK_DIR: 'server/src/compose/tests/enrichment/artwork.api.test.ts',
};

/** Why there is nothing to see of a variable. */
const untested: Readonly<Record<string, string>> = {
  WATCHLIST_SHUTDOWN_GRACE_MS: 'none: accepted, and does nothing (`ORCH_SHUTDOWN_GRACE_MS` does)',
  WATCHLIST_DB_IO_MODE: 'none: accepted, and does nothing',
  WATCHLIST_SLSKD_SEARCH_TIMEOUT_MS: 'none: accepted, and does nothing (`SLSKD_SEARCH_TIMEOUT_MS` does)',
  WATCHLIST_SPOTIFY_TIMEOUT_MS:
    'none: accepted, and does nothing (`SPOTIFY_TIMEOUT_MS` and `MUSICBRAINZ_TIMEOUT_MS` do)',
  ARTWORK_FALLBACK_PROVIDER: 'none: there is one choice',
  ARTIST_CACHE_INVALIDATE: 'none: accepted, and does nothing; kept answers follow every write',
  ARTWORK_WORKER_CONCURRENCY: 'none: handed to the queue as the pool of its type, as `ORCH_POOL_…` are',
};

function familyOf(name: string): string | null {
  const found = families.exec(name);
  return found?.[1] ?? found?.[2] ?? null;
}

/** The files that declare settings, and the folder of each: the room of what it declares. */
function declarationsIn(folder: string): readonly { readonly folder: string; readonly text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:^|\/)[\w-]*settings\.ts$/.test(name))
    .toSorted()
    .map((name) => ({ folder: dirname(join(folder, name)), text: readFileSync(join(folder, name), 'utf8') }));
}

/** Every declared variable with the tests below these folders that set it, or the value that it becomes. */
export function variablesOf(groups: Groups, folders: readonly string[]): Variable[] {
  const tests = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts') && !name.endsWith('former.test.ts'))
      .toSorted()
      .map((name) => ({ file: join(folder, name), text: readFileSync(join(folder, name), 'utf8') })),
  );
  const filesWith = (pattern: RegExp): string[] =>
    tests.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
  const rooms = declarationsIn('server/src');
  const variables: Variable[] = Object.entries(groups).flatMap(([group, declared]) =>
    Object.entries(declared).map(([key, { name, aliases }]) => {
      const named = filesWith(new RegExp(String.raw`\b(?:${[name, ...aliases].join('|')})\b`));
      const house = inHouses[name];
      const byName =
        named.length > 0 || house === undefined
          ? named
          : tests.map(({ file }) => file).filter((file) => file.endsWith(house));
      // a key such as "timeoutMs" means another setting in every room, and short words such as "limit" anything
      const room = rooms.find(({ text }) => text.includes(`'${name}'`))?.folder ?? '';
      const byValue =
        byName.length > 0 || key.length < 7
          ? []
          : filesWith(new RegExp(String.raw`\b${key}:`)).filter((file) => file.startsWith(`${room}/`));
      return { group, name, byName, byValue, bySister: [] };
    }),
  );
  return variables.map((each) => {
    const family = familyOf(each.name);
    if (family === null || each.byName.length > 0) return each;
    const tested = variables.find((other) => familyOf(other.name) === family && other.byName.length > 0);
    return { ...each, bySister: tested?.byName ?? [] };
  });
}

/** Names of those that no test sets and that have no reason in its place. */
export function withoutTest(variables: readonly Variable[]): string[] {
  const bare = variables.filter(
    ({ byName, byValue, bySister }) => byName.length + byValue.length + bySister.length === 0,
  );
  return bare.map(({ name }) => name).filter((name) => untested[name] === undefined);
}

/** `docs/variables.md`. */
export function variablesPage(variables: readonly Variable[]): string {
  const link = (file: string): string => `[${file.split('/').at(-1)?.replace('.test.ts', '') ?? file}](../${file})`;
  const rows = variables.map(({ group, name, byName, byValue, bySister }) => {
    const [named] = byName;
    const [valued] = byValue;
    const [sister] = bySister;
    const test =
      named !== undefined
        ? link(named)
        : valued !== undefined
          ? `${link(valued)}, by its value`
          : sister !== undefined
            ? `${link(sister)}, of a sister that the same code reads`
            : (untested[name] ?? 'reading only');
    return `| \`${name}\` | ${group} | ${test} |`;
  });
  const bare = withoutTest(variables).length;
  return `# Variables and their tests

Generated from the declarations and the tests by \`npm run docs\`. Do not edit. [configuration.md](configuration.md) says what they mean.

${variables.length} variables; for ${bare} of them no test was found that sets them (*reading only*: that they are read, with default and limits, is tested for all alike), and ${Object.keys(untested).length} have a reason in its place.

| variable | room | test |
|---|---|---|
${rows.join('\n')}
`;
}
