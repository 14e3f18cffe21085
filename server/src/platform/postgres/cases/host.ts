/**
 * A small Harmony for the tests of the supervisor: starts the embedded server of the folder in argv[2] and tells what happens, one JSON
 * line each: `{progress}`, `{problem, message, pid}`, `{ready: {pid, host}}`, and with the word `write` in argv[3] `{stored: n}` for every
 * row whose commit was acknowledged. SIGTERM stops it cleanly.
 */
import { Client } from 'pg';
import { PostgresProblem, startEmbeddedPostgres } from '../index.ts';

const [, , dataDir = '', mode = ''] = process.argv;
const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const silent = () => undefined;

try {
  const server = await startEmbeddedPostgres({
    dataDir,
    log: { debug: silent, info: (fields) => tell({ info: fields }), warn: silent, error: silent },
    progress: (progress) => tell({ progress }),
  });
  process.once('SIGTERM', () => {
    void server.stop().then(() => process.exit(0));
  });
  tell({ ready: { pid: server.pid, host: server.connection.host } });
  if (mode === 'write') await writeForEver(server.connection).catch((error: Error) => tell({ cut: error.message }));
} catch (error) {
  if (!(error instanceof PostgresProblem)) throw error;
  tell({ problem: error.code, message: error.message, pid: error.pid });
  process.exitCode = 1;
}

async function writeForEver(connection: ConstructorParameters<typeof Client>[0]): Promise<void> {
  const client = new Client(connection);
  client.on('error', silent);
  await client.connect();
  await client.query('create table if not exists rows (id bigint generated always as identity primary key, text text)');
  for (;;) {
    const { rows } = await client.query<{ id: string }>(
      `insert into rows (text) values (repeat('x', 500)) returning id`,
    );
    tell({ stored: Number(rows[0]?.id) });
  }
}
