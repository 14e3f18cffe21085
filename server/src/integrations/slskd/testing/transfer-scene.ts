import { afterEach } from 'vitest';
import { type Script, type ScriptedDaemon, scriptedDaemon } from './scripted-daemon.ts';

export const batchId = '22222222-2222-4222-8222-222222222222';
export const path = 'Music\\Album\\a.mp3';
export const never = new AbortController().signal;
export const batches = 'POST /transfers/downloads/batches';
export const legacy = 'POST /transfers/downloads/:user';
export const ofBatch = 'GET /transfers/downloads/batches/:id';
export const ofUser = 'GET /transfers/downloads/:user';

/** A transfer as slskd writes it. */
export const wire = (more: object = {}) => ({
  id: 'T1',
  username: 'bob',
  filename: path,
  size: 5,
  state: 'Queued, Locally',
  requestedAt: '2026-01-01T00:00:00.1234567',
  ...more,
});
export const listOf = (...files: object[]) => ({
  username: 'bob',
  directories: [{ directory: 'Music\\Album', files }],
});
export const enqueue = (made: ScriptedDaemon, username = 'bob') =>
  made.slskd.transfers.enqueue({ batchId, username, path, sizeBytes: 5, signal: never });

/** Registers the tear-down for one test file, and gives what opens a daemon that plays a script. */
export function scriptedDaemons() {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });
  return async (script: Script, more: Parameters<typeof scriptedDaemon>[1] = {}): Promise<ScriptedDaemon> => {
    const made = await scriptedDaemon(script, more);
    open.push(made);
    return made;
  };
}
