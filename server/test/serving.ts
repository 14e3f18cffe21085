import { type Child, startChild } from '../../scripts/demo/processes.ts';

/** A real `harmony serve`. */
export interface Serving extends Child {
  /** Its address. */
  readonly url: string;
  /** kill -9; resolves once the process is gone. */
  kill(): Promise<void>;
}

/**
 * Starts `harmony serve` on a free port of loopback and waits until it is ready; `onLine` gets every line that it prints. Nothing of this machine's
 * settings counts but `env`; the music folder is not scanned by itself.
 */
export async function startServing(
  env: Readonly<Record<string, string>>,
  onLine?: (line: string) => void,
): Promise<Serving> {
  const settings = {
    HARMONY_ENV_FILE: '/dev/null',
    MUSIC_DIR_RESERVE_MB: '1',
    HOST: '127.0.0.1',
    PORT: '0',
    LIBRARY_SCAN_INTERVAL: '0',
    LIBRARY_SCAN_WATCH: 'false',
    ENABLE_METADATA: 'false',
    ...env,
  };
  const child = startChild(['server/src/main.ts', 'serve'], settings, onLine);
  const url = await child.line((line) => /ready after .* on (http:\S+)/.exec(line)?.[1] ?? null);
  return {
    ...child,
    url,
    async kill() {
      const ended = new Promise((resolve) => child.process.once('close', resolve));
      child.process.kill('SIGKILL');
      await ended;
    },
  };
}
