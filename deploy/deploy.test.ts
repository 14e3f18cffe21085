import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { settingGroups } from '../server/src/settings.ts';

const read = (path: string): string => readFileSync(path, 'utf8');

interface Compose {
  readonly services: Record<
    string,
    { readonly environment?: Record<string, string>; readonly healthcheck?: { readonly test: string[] } }
  >;
}

const known = new Set(
  Object.values(settingGroups).flatMap((group) =>
    Object.values(group).flatMap(({ name, aliases }) => [name, ...aliases]),
  ),
);
/** Read by the entry point or by compose itself. */
const ofTheContainer = new Set(['PUID', 'PGID', 'NODE_ENV']);

test('every variable that the container files set is one that Harmony reads', () => {
  const set: string[] = [];
  for (const file of ['compose.yaml', 'compose.override.yaml'])
    set.push(...Object.keys((parse(read(file)) as Compose).services['harmony']?.environment ?? {}));
  const dockerEnv = /^ENV ([\s\S]*?[^\\])\n/m.exec(read('Dockerfile'))?.[1] ?? '';
  set.push(...[...dockerEnv.matchAll(/([A-Z_]+)=/g)].map((match) => match[1] ?? ''));
  set.push(
    ...[...(/^Environment=(.*)$/gm.exec(read('deploy/harmony.service'))?.[1]?.matchAll(/([A-Z_]+)=/g) ?? [])].map(
      (match) => match[1] ?? '',
    ),
  );
  expect(set.length).toBeGreaterThan(8);
  expect(set.filter((name) => !known.has(name) && !ofTheContainer.has(name))).toEqual([]);
});

test('the image copies only what is in the repository and lets nothing else in', () => {
  const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(?:--\S+ )*(.+) \S+$/gm)].flatMap((match) =>
    (match[1] ?? '').split(' '),
  );
  const allowed = read('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  for (const path of copied.filter((one) => one !== '.')) {
    expect(existsSync(path), path).toBe(true);
    expect(
      allowed.some((one) => path === one || path.startsWith(`${one}/`)),
      `${path} is not let in by .dockerignore`,
    ).toBe(true);
  }
  expect(allowed).not.toContain('.env');
  expect(copied).toContain('server');
});

test('both health checks ask the probe, and the image starts and runs as nobody special', () => {
  const compose = parse(read('compose.yaml')) as Compose;
  expect(compose.services['harmony']?.healthcheck?.test.join(' ')).toContain('/api/health/ready');
  expect(read('Dockerfile')).toMatch(/HEALTHCHECK[\s\S]*\/api\/health\/ready/);
});

/** Runs the entry point with programs that only say what they were asked to do. */
async function enter(options: {
  readonly uid: number;
  readonly owner: string;
  readonly env: Record<string, string>;
  /** Numbers of users and groups whom the system knows, as a pattern of the shell; left out, all. */
  readonly known?: string;
}) {
  const dir = await mkdtemp(join(tmpdir(), 'entrypoint-'));
  const said = join(dir, 'said');
  const fake = async (name: string, body: string): Promise<void> => {
    await writeFile(join(dir, name), `#!/bin/sh\n${body}\n`);
    await chmod(join(dir, name), 0o755);
  };
  try {
    await fake('id', `echo ${options.uid}`);
    await fake('stat', `echo ${options.owner}`);
    await fake('getent', `case "$2" in ${options.known ?? '*'}) exit 0 ;; *) exit 2 ;; esac`);
    for (const name of ['groupadd', 'useradd']) await fake(name, `echo "${name} $*" >> ${said}`);
    await fake('chown', `echo "chown $*" >> ${said}`);
    await fake('setpriv', `echo "setpriv $*" >> ${said}`);
    await fake('node', `echo "node $*" >> ${said}`);
    const child = spawn('sh', ['deploy/entrypoint.sh', 'serve'], {
      env: {
        PATH: `${dir}${delimiter}${process.env['PATH'] ?? ''}`,
        DATA_DIR: join(dir, 'data'),
        PUID: '1000',
        PGID: '1000',
        ...options.env,
      },
    });
    let errors = '';
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, errors, said: existsSync(said) ? read(said).trim().split('\n') : [] };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

test('as root the entry point gives the data folder to PUID:PGID and becomes that user', async () => {
  const { code, said } = await enter({ uid: 0, owner: '0:0', env: { PUID: '1026', PGID: '100' } });
  expect(code).toBe(0);
  expect(said[0]).toMatch(/^chown 1026:100 /);
  expect(said[1]).toMatch(/^setpriv --reuid 1026 --regid 100 --clear-groups --no-new-privs node .*main\.ts serve$/);
});

test('numbers that the system does not know get a name first, because the embedded database looks its user up', async () => {
  const { code, said } = await enter({
    uid: 0,
    owner: '1026:2000',
    env: { PUID: '1026', PGID: '2000' },
    known: '1000',
  });
  expect(code).toBe(0);
  expect(said.map((line) => line.split(' ', 1)[0])).toEqual(['groupadd', 'useradd', 'setpriv']);
  expect(said[0]).toContain('--gid 2000 ');
  expect(said[1]).toMatch(/--uid 1026 --gid 2000 harmony$/);
});

test('a data folder that is right already is left alone, and another user stays who he is', async () => {
  expect((await enter({ uid: 0, owner: '1000:1000', env: {} })).said).toHaveLength(1);
  expect((await enter({ uid: 1234, owner: '0:0', env: {} })).said).toEqual([
    expect.stringMatching(/^node .*main\.ts serve$/),
  ]);
});

test.each([
  [{ PUID: '0' }, /as root/],
  [{ PUID: 'plex; rm -rf /' }, /PUID must be a number/],
  [{ PGID: '' }, /PGID must be a number/],
])('the entry point refuses %o', async (env, why) => {
  const { code, errors, said } = await enter({ uid: 0, owner: '0:0', env });
  expect(code).toBe(78);
  expect(errors).toMatch(why);
  expect(said).toEqual([]);
});

test('the entry point can be started', async () => {
  expect((await stat('deploy/entrypoint.sh')).mode & 0o111).not.toBe(0);
});

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string };
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly 'runs-on'?: string;
        readonly 'timeout-minutes'?: number;
        readonly steps: readonly {
          readonly uses?: string;
          readonly run?: string;
          readonly with?: Readonly<Record<string, unknown>>;
        }[];
      }
    >
  >;
}

test.each(['ci', 'release', 'audit'])('the workflow %s says what it may, ends, and runs what is there', (name) => {
  const { permissions, concurrency, jobs } = parse(read(`.github/workflows/${name}.yml`)) as Workflow;
  // what is not said would be everything
  expect(permissions).toBeDefined();
  expect(concurrency?.group).toMatch(/^(?:ci|release|audit)\b/);
  for (const job of Object.values(jobs)) {
    expect(job['runs-on']).toMatch(/^ubuntu-\d\d\.\d\d$/);
    expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
    for (const { uses, run, with: given } of job.steps) {
      expect((uses === undefined) !== (run === undefined)).toBe(true);
      if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
      if (uses?.startsWith('actions/checkout') === true) expect(given?.['persist-credentials']).toBe(false);
      for (const [, path = ''] of (run ?? '').matchAll(/(?:^|\s)(\.ci\/\w+|(?:scripts|bench)\/\S+)/g))
        expect(existsSync(path), path).toBe(true);
      // what a stranger names, such as the title of a pull request, must not be run
      expect(run ?? '').not.toMatch(/\$\{\{\s*github\.(?:event|head_ref)/);
    }
  }
});

test('compose mounts only volumes that it declares, waits only for services that it has, and its probe is JavaScript', () => {
  const whole = parse(read('compose.yaml')) as {
    readonly services: Record<
      string,
      {
        readonly image?: string;
        readonly depends_on?: Record<string, unknown>;
        readonly volumes?: readonly string[];
        readonly healthcheck: { readonly test: readonly string[] };
        readonly restart?: string;
      }
    >;
    readonly volumes: Record<string, unknown>;
  };
  for (const [name, service] of Object.entries(whole.services)) {
    expect(service.restart, name).toBe('unless-stopped');
    expect(service.image, name).toMatch(/:/);
    for (const other of Object.keys(service.depends_on ?? {})) expect(whole.services).toHaveProperty(other);
    for (const [volume = ''] of (service.volumes ?? []).map((each) => each.split(':')))
      if (/^[a-z]/.test(volume)) expect(Object.keys(whole.volumes)).toContain(volume);
  }
  const probe = whole.services['harmony']?.healthcheck.test.at(-1) ?? '';
  expect(() => new Script(probe)).not.toThrow();
  const ofImage = /HEALTHCHECK[^[]*(\[.*\])/.exec(read('Dockerfile'))?.[1] ?? '[]';
  expect(() => new Script((JSON.parse(ofImage) as string[]).at(-1) ?? '(')).not.toThrow();
});

test('the image is made of named versions, leaves no lists of packages behind, and every stage that is copied from is there', () => {
  const text = read('Dockerfile');
  const stages = [...text.matchAll(/^FROM (\S+)(?: AS (\w+))?$/gm)];
  expect(stages.length).toBeGreaterThan(1);
  for (const [, image] of stages) expect(image).toMatch(/:[\w.-]+$/);
  const names = stages.flatMap(([, , name]) => (name === undefined ? [] : [name]));
  for (const [, stage] of text.matchAll(/--from=(\w+)/g)) expect(names).toContain(stage);
  for (const [run] of text.matchAll(/^RUN apt-get[\s\S]*?[^\\]$/gm)) {
    expect(run).toContain('--no-install-recommends');
    expect(run).toContain('rm -rf /var/lib/apt/lists/*');
  }
  expect(text).not.toMatch(/^ADD |curl .*\| *sh/m);
});

test('the systemd unit starts what is there, as a user of its own, and its comments name files that exist', () => {
  const unit = read('deploy/harmony.service');
  const value = (key: string): string => new RegExp(`^${key}=(.*)$`, 'm').exec(unit)?.[1] ?? '';
  for (const section of ['Unit', 'Service', 'Install']) expect(unit).toContain(`[${section}]`);
  // every line is a section, a comment or a setting
  expect(unit.split('\n').filter((line) => line !== '' && !/^(?:\[\w+\]|#.*|[A-Z]\w+=.*)$/.test(line))).toEqual([]);
  expect([value('User'), value('NoNewPrivileges'), value('ProtectSystem')]).toEqual(['harmony', 'yes', 'strict']);
  // it needs no right of the system's; only memory that is written and run is Node's compiler
  expect([value('CapabilityBoundingSet'), value('MemoryDenyWriteExecute')]).toEqual(['', '']);
  expect(unit).toContain('\nCapabilityBoundingSet=\n');
  const [program = '', ...args] = value('ExecStart').split(' ');
  expect(program).toBe(`${value('WorkingDirectory')}/node_modules/.bin/node`);
  expect(args.filter((arg) => arg.endsWith('.ts')).every((path) => existsSync(path))).toBe(true);
  for (const [path] of unit.matchAll(/(?:deploy|docs|scripts)\/[\w./-]*\w/g)) expect(existsSync(path), path).toBe(true);
});
