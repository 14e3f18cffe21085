import { execFile, execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { createHttpServer } from '#http';
import { libraryPath } from '#library';
import { takeIn, type Wish } from '#wishes';
import { createFoundation } from '../src/compose/foundation.ts';
import { createBeetsWing } from '../src/compose/wings/beets.ts';
import { readAllSettings } from '../src/settings.ts';
import { createTestDatabase } from './database.ts';
import { makeTrack } from './file-house.ts';

const run = promisify(execFile);

/** Why tests over the real program cannot run here; `null` when they can. */
export const beetsMissing: string | null = missing();

function missing(): string | null {
  for (const program of ['beet', 'ffmpeg']) {
    try {
      execFileSync(program, [program === 'beet' ? 'version' : '-version'], { stdio: 'ignore' });
    } catch {
      return `not run: the program ${program} is not installed here (Debian: ${program === 'beet' ? 'beets' : 'ffmpeg'})`;
    }
  }
  return null;
}

/** A configuration and a library of beets in a folder of its own, asked with the real program. */
export async function openBeets(options: { readonly config?: string; readonly directory?: string } = {}) {
  // the real path: beets and we must mean the same
  const root = await mkdtemp(join(tmpdir(), 'harmony-beets-test-'));
  const dir = join(root, 'beetsdir');
  const directory = options.directory ?? join(root, 'lib');
  const music = join(root, 'music');
  for (const folder of [dir, directory, music]) await mkdir(folder, { recursive: true });
  await writeFile(
    join(dir, 'config.yaml'),
    `directory: ${directory}\nlibrary: ${join(dir, 'library.db')}\n${options.config ?? ''}`,
  );
  const env = { ...process.env, BEETSDIR: dir, LC_ALL: 'C.UTF-8' };
  return {
    root,
    dir,
    directory,
    music,
    /** Calls the program as a person would; answers its lines. */
    async beet(...args: string[]): Promise<string[]> {
      const { stdout } = await run('beet', args, { env });
      return stdout.split('\n').filter((line) => line !== '');
    },
    close: () => rm(root, { recursive: true, force: true }),
  };
}

let template: Promise<string> | null = null;

/** Writes a second of silence as FLAC with these tags, made once and tagged by copying its stream. */
export async function song(path: string, tags: Readonly<Record<string, string>>): Promise<string> {
  template ??= (async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'harmony-song-')), 'silence.flac');
    await run('ffmpeg', ['-loglevel', 'error', '-f', 'lavfi', '-i', 'sine=frequency=440:duration=1', file]);
    return file;
  })();
  await mkdir(dirname(path), { recursive: true });
  const named = Object.entries(tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]);
  if (named.length === 0) await cp(await template, path);
  else await run('ffmpeg', ['-loglevel', 'error', '-y', '-i', await template, '-c', 'copy', ...named, path]);
  return path;
}

/** The wing of beets as the house builds it, over a real database and the real program, spoken to over HTTP. */
export async function openBeetsHouse(
  options: { readonly config?: string; readonly directory?: string; readonly env?: Record<string, string> } = {},
) {
  const database = await createTestDatabase({ maxConnections: 8 });
  const beets = await openBeets(options);
  const read = readAllSettings({
    DATA_DIR: join(beets.root, 'data'),
    MUSIC_DIR: beets.music,
    MUSIC_DIR_RESERVE_MB: '1',
    INTEGRATIONS_ENABLED: 'beets',
    BEETSDIR: beets.dir,
    ...options.env,
  });
  if (!read.ok) throw new Error(read.faults.map((fault) => fault.sentence).join(' '));
  const { db, connection } = database;
  const log = pino({ level: 'silent' });
  const nothing = (): void => undefined;
  const foundation = createFoundation({
    settings: read.values,
    db,
    connection,
    kind: 'serve',
    log,
    onWish: nothing,
    wakeMonitor: nothing,
  });
  const built = createBeetsWing(foundation);
  const app = await createHttpServer({
    basePath: '/api/v1',
    requestIdHeader: 'X-Request-ID',
    webDist: null,
    log,
    version: '0.0.0',
    changes: foundation.feed,
    routes: [],
    rootRoutes: built?.wing.rootRoutes ?? [],
    probes: {
      version: '0.0.0',
      startedAt: 0,
      database: async () => true,
      migrations: async () => ({ up_to_date: true, current: null }),
      dependencies: async () => ({}),
      workers: async () => ({}),
    },
  });
  const base = await app.listen({ host: '127.0.0.1', port: 0 });

  return {
    ...beets,
    db,
    connection,
    base,
    foundation,
    built,
    settings: read.values,
    /** Asks and reads the answer, whatever its status. */
    async ask(method: string, path: string, body?: unknown): Promise<BeetsAnswer> {
      const json =
        body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const response = await fetch(base + path, { method, ...json });
      return { status: response.status, body: (await response.json()) as BeetsAnswer['body'] };
    },
    /** Enters a file of the music folder in the library, with the wish that brought it. */
    async own(path: string, title: string): Promise<{ readonly fileId: number; readonly wish: Wish }> {
      const track = makeTrack({ title });
      const [taken] = await db
        .transaction()
        .execute((trx) =>
          takeIn(trx, [{ track, source: 'test', priority: 0, spotifyTrackId: null, spotifyAlbumId: null }]),
        );
      const wishId = taken?.wishId ?? 0;
      const seen = await foundation.inspector.inspect(path);
      if (seen.kind !== 'sound') throw new Error('The file of the test must be sound.');
      const file = { path: libraryPath(beets.music, path), wishId, facts: seen.facts, track };
      const fileId = await foundation.library.add(db, file);
      const wish = await foundation.store.find(wishId);
      if (wish === null) throw new Error('The wish of the test must be there.');
      return { fileId, wish };
    },
    row: (fileId: number) =>
      db.selectFrom('library_files').selectAll().where('id', '=', fileId).executeTakeFirstOrThrow(),
    async close() {
      await app.close();
      await Promise.all([foundation.inspector.close(), foundation.tagger.close(), foundation.relay.stop()]);
      await database.drop();
      await beets.close();
    },
  };
}

/** An answer over HTTP; each has some of it. */
export interface BeetsAnswer {
  readonly status: number;
  readonly body: {
    readonly available: boolean;
    readonly version: string;
    readonly directory: string;
    readonly publish: string;
    readonly folders: readonly string[];
    readonly success: boolean;
    readonly message: string;
    readonly imported: readonly { readonly path: string; readonly title: string }[];
    readonly notes: readonly { readonly path: string; readonly reason: string; readonly message: string }[];
    readonly checked: number;
    readonly changed: readonly string[];
    readonly vanished: readonly string[];
    readonly removed: number;
    readonly files_deleted: number;
    readonly matched: number;
    readonly moved: number;
    readonly moves: readonly { readonly from: string; readonly to: string }[];
    readonly written: number;
    readonly albums: readonly string[];
    readonly tracks: readonly string[];
    readonly results: readonly string[];
    readonly fields: readonly string[];
    readonly stats: Readonly<Record<string, string>>;
    readonly problem: { readonly code: string; readonly remedy: string } | null;
    readonly error: {
      readonly code: string;
      readonly message: string;
      readonly meta: {
        readonly reason: string;
        readonly remedy: string;
        readonly confirm: number;
        readonly fields: readonly { readonly name: string }[];
      };
    };
  };
}

/** The house of a test. */
export type BeetsHouse = Awaited<ReturnType<typeof openBeetsHouse>>;
