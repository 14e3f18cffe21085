import { access, chmod, constants, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for a test, in memory where there is /dev/shm; open to others, because as root PostgreSQL runs as another user. */
export async function makeTestFolder(name: string): Promise<string> {
  const memory = await access('/dev/shm', constants.W_OK).then(
    () => '/dev/shm',
    () => tmpdir(),
  );
  const made = await mkdtemp(join(memory, name));
  await chmod(made, 0o755);
  return made;
}
