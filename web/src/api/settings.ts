import { addressOf, client, unwrap } from './request.ts';
import type { Backup, Backups, DeclaredSettings, NamingExample, NamingTemplate, SettingChange } from './types.ts';

/** Every setting with its effective value and how it is changed; secrets are masked. */
export function readDeclaredSettings(signal: AbortSignal): Promise<DeclaredSettings> {
  return unwrap(client.GET('/settings/declared', { signal }));
}

/** Stores a setting that may be changed while Harmony runs; `null` goes back to the environment or the default. */
export async function storeSetting(key: string, value: string | null): Promise<void> {
  await unwrap(client.POST('/settings', { body: { key, value } }));
}

/** The last changes, newest first. */
export async function readSettingsHistory(signal: AbortSignal): Promise<SettingChange[]> {
  return (await unwrap(client.GET('/settings/history', { signal }))).history;
}

/** How files are named, with examples. */
export function readNamingTemplate(signal: AbortSignal): Promise<NamingTemplate> {
  return unwrap(client.GET('/library/naming-template', { signal }));
}

/** Where the examples would lie by another template; throws a `Problem` with the reason when it cannot be used. */
export async function previewNamingTemplate(template: string, signal: AbortSignal): Promise<NamingExample[]> {
  return (await unwrap(client.POST('/library/naming-template/preview', { body: { template }, signal }))).examples;
}

/** Names new files by this template; `null` goes back to the configured one. */
export async function storeNamingTemplate(template: string | null): Promise<void> {
  if (template === null) await unwrap(client.DELETE('/library/naming-template'));
  else await unwrap(client.PUT('/library/naming-template', { body: { template } }));
}

/** The backups that are kept, newest first. */
export function readBackups(signal: AbortSignal): Promise<Backups> {
  return unwrap(client.GET('/backups', { signal }));
}

/** Backs the database up; answers when the backup was written and proved. */
export function makeBackup(): Promise<Backup> {
  return unwrap(client.POST('/backups'));
}

/** Address of the bytes of a backup. */
export function addressOfBackup(name: string): string {
  return addressOf(`/backups/${encodeURIComponent(name)}`) ?? '';
}
