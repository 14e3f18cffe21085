import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { clusterNames } from './cluster.ts';
import { socketPort } from './folders.ts';
import type { EmbeddedConnection } from './types.ts';

/** How clients reach the server: a socket in a folder of ours or, on Windows, TCP on 127.0.0.1 with a password. */
export interface Endpoint {
  readonly connection: EmbeddedConnection;
  readonly socketDir: string | null;
  /** File that initdb reads the password from. */
  readonly passwordFile: string | undefined;
}

/** Settles how the server is reached. The Windows side was never run: there was no machine for it. */
export async function chooseEndpoint(dataDir: string, runtimeDir: string): Promise<Endpoint> {
  if (process.platform !== 'win32') {
    return {
      connection: { host: runtimeDir, port: socketPort, ...clusterNames },
      socketDir: runtimeDir,
      passwordFile: undefined,
    };
  }
  const passwordFile = `${dataDir}.password`;
  const password = await readOrMakePassword(passwordFile);
  return {
    connection: { host: '127.0.0.1', port: await freePort(), password, ...clusterNames },
    socketDir: null,
    passwordFile,
  };
}

async function readOrMakePassword(path: string): Promise<string> {
  await writeFile(path, randomBytes(24).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  return (await readFile(path, 'utf8')).trim();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : socketPort));
    });
  });
}
