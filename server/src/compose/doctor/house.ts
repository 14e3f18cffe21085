import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Check } from '#doctor';
import { errorCode } from '#platform/files';
import type { Sealer } from '#platform/secrets';
import type { AllSettings } from '../../settings.ts';
import { asksForKeys, openDoor } from '../front.ts';
import { broken, ok, warn } from './findings.ts';

const run = promisify(execFile);
const hourMs = 3_600_000;

/** What the house itself needs: the program that decodes, backups, the key for secrets, a door that is not open to everybody. */
export function houseChecks(deps: {
  readonly settings: AllSettings;
  readonly sealer: Sealer;
  /** What is stored sealed: name → purpose and sealed text. `null` where there is no database. */
  readonly sealed:
    | (() => Promise<readonly { readonly name: string; readonly purpose: string; readonly text: string }[]>)
    | null;
  /** When the newest automatic backup was made; `null`: there is none. */
  readonly newestBackup: () => Promise<Date | null>;
}): Check[] {
  const { settings } = deps;
  const { backup, http } = settings;
  return [
    {
      id: 'tools.ffmpeg',
      docs: 'transcodes.md',
      async look(signal) {
        try {
          const { stdout } = await run('ffmpeg', ['-version'], { signal, timeout: 5_000, killSignal: 'SIGKILL' });
          const version = /^ffmpeg version (\S+)/.exec(stdout)?.[1] ?? 'of unknown version';
          return ok('there', `ffmpeg ${version} is there.`, { version });
        } catch (error) {
          if (errorCode(error) !== 'ENOENT') throw error;
          return warn(
            'missing',
            'ffmpeg is not there: files are checked frame by frame, but not decoded, and lossy files in lossless dress are not found.',
            'Install ffmpeg (apt-get install ffmpeg).',
          );
        }
      },
    },
    {
      id: 'backups.recent',
      docs: 'how-to/backup.md',
      async look() {
        if (backup.everyHours === 0)
          return warn('off', 'There are no automatic backups.', 'Set BACKUP_INTERVAL_HOURS, or run "harmony backup".');
        const newest = await deps.newestBackup();
        if (newest === null)
          return warn('none_yet', 'There is no automatic backup yet.', 'The first is made soon after the start.');
        const hours = Math.round((Date.now() - newest.getTime()) / hourMs);
        const facts = { hours, at: newest.toISOString() };
        if (hours <= 2 * backup.everyHours + 1)
          return ok('recent', `The newest automatic backup is ${hours} hours old.`, facts);
        const remedy = 'See the activity for why the newer ones failed, and whether the disk of BACKUP_DIR is full.';
        return warn('old', `The newest automatic backup is ${hours} hours old.`, remedy, facts);
      },
    },
    {
      id: 'secrets.key',
      docs: 'configuration.md#secrets',
      async look() {
        for (const { name, purpose, text } of (await deps.sealed?.()) ?? []) {
          const opened = deps.sealer.unseal(text, purpose);
          if (!opened.ok)
            return broken('cannot_open', `${name} is stored, but cannot be opened: ${opened.sentence}`, opened.remedy, {
              name,
            });
        }
        if (settings.secrets.key !== null) return ok('environment', 'Secrets are sealed with SECRETS_KEY.');
        const path = settings.secrets.keyFile ?? join(settings.house.dataDir, 'secrets.key');
        try {
          const others = (await stat(path)).mode & 0o077;
          if (process.platform === 'win32' || others === 0)
            return ok('file', `Secrets are sealed with the key in ${path}; keep a copy of it elsewhere.`, { path });
          return warn('readable', `Others on this machine may read ${path}.`, `Run: chmod 600 ${path}`, { path });
        } catch (error) {
          if (errorCode(error) !== 'ENOENT') throw error;
          return ok('not_needed_yet', 'No secret has been stored yet; the key is made when the first one is.');
        }
      },
    },
    {
      id: 'access.door',
      docs: 'how-to/access.md',
      async look() {
        const open = openDoor(settings);
        const facts = { host: http.host };
        if (open !== null) return broken('open', open, 'See the documentation of access.', facts);
        if (asksForKeys(settings))
          return ok('keys', `Harmony listens on ${http.host}; every request needs a key.`, facts);
        if (!http.allowRemote) return ok('local', `Harmony listens on ${http.host}, for this machine only.`, facts);
        return warn(
          'trusts_proxy',
          'Harmony answers everybody who reaches it (ALLOW_REMOTE_WITHOUT_AUTH).',
          'Be sure that only a proxy that asks for a password reaches it, or set HARMONY_API_KEYS and remove it.',
          facts,
        );
      },
    },
  ];
}
