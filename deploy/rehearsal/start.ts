import { execFile, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Built } from './build.ts';

const run = promisify(execFile);

/** A start of what was built. */
export interface Started {
  readonly url: string;
  readonly pid: number;
  /** Does what the health check of the image does; rejects when it finds it unhealthy. */
  health(): Promise<void>;
  /** SIGTERM, as at the end of a container; answers the exit code. */
  stop(): Promise<number | null>;
}

/** It did not become ready. */
export class NotStarted extends Error {
  readonly code: number | null;

  constructor(code: number | null, said: string) {
    super(`It ended with ${code} and said:\n${said}`);
    this.name = 'NotStarted';
    this.code = code;
  }
}

/**
 * Starts what was built as a container would: its entry point and command with the variables of ENV and `env` and nothing else of ours, on a free port.
 * `tini` only passes signals on and is left out. Resolves once it says that it is ready; throws `NotStarted`.
 */
export async function startBuilt(built: Built, env: Readonly<Record<string, string>>): Promise<Started> {
  const [tini, dashes, entry = ''] = built.entrypoint;
  if (tini !== 'tini' || dashes !== '--')
    throw new Error(`This entry point is not known: ${built.entrypoint.join(' ')}`);
  const { root } = built;
  const script = join(root, 'usr/local/bin', entry);
  // not everybody may change the root: the two folders that the image names are put where they are here
  writeFileSync(script, readFileSync(script, 'utf8').replaceAll(' /app/', ` ${root}/app/`));
  const values = Object.entries(built.env).map(([name, value]) => [name, value.replace(/^\/data/, `${root}/data`)]);
  const whole: Record<string, string> = {
    PATH: `${dirname(process.execPath)}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    HOME: '/nonexistent',
    ...(Object.fromEntries(values) as Record<string, string>),
    PORT: '0',
    ...env,
  };
  const child = spawn('sh', [script, ...built.command], {
    cwd: join(root, built.workdir),
    env: whole,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let said = '';
  const ready = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      said += data.toString();
      const [, port] = /ready after .* on http:\/\/\S+:(\d+)/.exec(said) ?? [];
      if (port !== undefined) ready.resolve(port);
    });
  void ended.then((code) => ready.reject(new NotStarted(code, said)));
  const port = await ready.promise;
  const [program = '', ...args] = built.health;
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async health() {
      await run(program, args, { env: { ...whole, PORT: port } });
    },
    async stop() {
      child.kill('SIGTERM');
      return await ended;
    },
  };
}
