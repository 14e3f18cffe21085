import type { Server } from 'node:http';
import { serveCalls } from '../remote-control.ts';
import type { Control } from './index.ts';

const names = [
  'fault',
  'clearFaults',
  'goDown',
  'comeUp',
  'restart',
  'disconnect',
  'connect',
  'dropLink',
  'ban',
  'setPresence',
  'setPeer',
  'runningSearches',
  'addUpload',
] as const;

/** Lets another process pull the strings of the daemon; `GET /` answers every request it has had. */
export async function startRemoteControl(control: Control): Promise<{ readonly url: string; readonly server: Server }> {
  return await serveCalls(Object.fromEntries(names.map((name) => [name, control[name]])), () => control.requests);
}
