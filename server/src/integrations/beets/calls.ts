import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentFor } from '#platform/config';
import type { Db } from '#platform/database';
import { type ProgramEnd, runProgram } from '#platform/process';
import { createCallLock } from './call-lock.ts';
import { BeetsProblem, lastWords } from './problem.ts';
import type { BeetsSettings } from './settings.ts';

/** What a call said. `log` is what `import` noted per folder. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly log: string;
}

/** How one call differs from the others. */
export interface CallOptions {
  /** Goes before the person's own configuration of beets, for this call alone. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly timeoutMs?: number;
}

/** Calls `beet` with a command and its arguments; answers whatever the exit code. Throws `BeetsProblem` when it could not be run to its end. */
export type Beet = (args: readonly string[], options?: CallOptions) => Promise<Said>;

/** Answers that grow beyond this are given up. */
const maxBytes = 32 * 1024 * 1024;
const maxLogBytes = 4 * 1024 * 1024;
/** beets asks nothing, changes what it finds only as told, and prints without colours. */
const always = { ui: { color: false } };
const alwaysAtImport = {
  quiet: true,
  resume: false,
  timid: false,
  bell: false,
  detail: false,
  duplicate_action: 'skip',
};

/**
 * Calls of the program, one at a time over all processes. `exclusive` gives the program to `work` alone, so that what it asks before and after
 * a change belongs together. Throws `BeetsProblem` `beets_busy` when its turn does not come in time.
 */
export function createBeetsCalls(deps: { readonly db: Db; readonly settings: BeetsSettings }) {
  const { db, settings } = deps;
  const lock = createCallLock({ db, host: hostname() });

  async function call(args: readonly string[], options: CallOptions = {}): Promise<Said> {
    const timeoutMs = options.timeoutMs ?? settings.timeoutMs;
    const folder = await mkdtemp(join(tmpdir(), 'harmony-beets-'));
    try {
      const overlay = join(folder, 'overlay.yaml');
      const log = join(folder, 'import.log');
      await writeFile(overlay, JSON.stringify(configOf(options.config ?? {}, log)), { mode: 0o600 });
      const started = Promise.withResolvers<void>();
      const running = runProgram({
        program: settings.program,
        args: ['-c', overlay, ...args],
        env: environmentOf(settings.dir),
        timeoutMs,
        maxBytes,
        onStart: (pid) => started.resolve(lock.note(pid, timeoutMs)),
      });
      const [end] = await Promise.all([running, Promise.race([started.promise, running])]);
      await lock.note(null, 0);
      return { ...saidBy(end, args[0] ?? '', settings, timeoutMs), log: await readLog(log) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  return {
    exclusive: <T>(work: (beet: Beet) => Promise<T>, waitMs = settings.timeoutMs): Promise<T> =>
      lock.run(waitMs, () => work(call)),
  };
}

/** The calls of one house. */
export type BeetsCalls = ReturnType<typeof createBeetsCalls>;

function configOf(given: Readonly<Record<string, unknown>>, log: string): Record<string, unknown> {
  const { import: atImport, ...rest } = given as { import?: Record<string, unknown> };
  return { ...always, ...rest, import: { ...alwaysAtImport, log, ...atImport } };
}

const visible =
  'PATH HOME USER LOGNAME TMPDIR XDG_CONFIG_HOME XDG_CACHE_HOME PYTHONPATH VIRTUAL_ENV http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY'.split(
    ' ',
  );
const speech = { LC_ALL: 'C.UTF-8', PYTHONUTF8: '1', PYTHONIOENCODING: 'utf-8' };

/** What the program may know of our environment: where it and its own files are, and how the network is reached; no secret of ours. */
function environmentOf(beetsDir: string | null): Record<string, string> {
  return { ...environmentFor(visible), ...speech, ...(beetsDir === null ? {} : { BEETSDIR: beetsDir }) };
}

function saidBy(end: ProgramEnd, command: string, settings: BeetsSettings, timeoutMs: number): Omit<Said, 'log'> {
  switch (end.kind) {
    case 'ended':
      return requireConfiguration(end);
    case 'absent':
      throw new BeetsProblem(
        'beets_absent',
        `The program ${settings.program} could not be started: ${end.why}.`,
        'Install beets where Harmony runs, or name the program in BEETS_PROGRAM.',
      );
    case 'timeout':
      throw new BeetsProblem(
        'beets_hung',
        `beet ${command} did not end within ${Math.round(timeoutMs / 1000)} s and was killed.`,
        'Try the same command by hand; give it more time with BEETS_TIMEOUT_MS or BEETS_IMPORT_TIMEOUT_MS if it is only slow.',
      );
    case 'too-much':
      throw new BeetsProblem(
        'beets_too_much',
        `beet ${command} answered more than ${maxBytes / 1024 / 1024} MB and was stopped.`,
        'Ask for less with a narrower query.',
      );
    case 'killed':
      throw new BeetsProblem(
        'beets_failed',
        `beet ${command} was ended from outside (${end.signal}).`,
        'Look at the memory and the system log of the machine, then try again.',
      );
  }
}

/** A configuration that beets cannot read concerns every command alike. */
function requireConfiguration<T extends { readonly code: number; readonly stderr: string }>(end: T): T {
  if (
    end.code === 0 ||
    !/configuration error|could not be read|ConfigError|yaml\.|error: file .*config/i.test(end.stderr)
  )
    return end;
  throw new BeetsProblem(
    'beets_config',
    `beets cannot read its configuration: ${lastWords(end.stderr)}`,
    'Correct config.yaml of beets; `beet config` shows what it makes of it.',
  );
}

/** The beginning of what an import noted; empty when it noted nothing. */
async function readLog(path: string): Promise<string> {
  try {
    await using file = await open(path, 'r');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(maxLogBytes), 0, maxLogBytes, 0);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
