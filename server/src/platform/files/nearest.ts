import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './problems.ts';

/** The folder itself, or the nearest one above it that is there already: whose disk it will lie on. */
export async function nearestFolder(folder: string): Promise<string> {
  try {
    await stat(folder);
    return folder;
  } catch (error) {
    const above = dirname(folder);
    if (errorCode(error) !== 'ENOENT' || above === folder) throw error;
    return await nearestFolder(above);
  }
}
