import { queryOptions } from '@tanstack/react-query';
import {
  examine,
  examineOne,
  readBackups,
  readDeclaredSettings,
  readNamingTemplate,
  readSettingsHistory,
  readSoulseekSettings,
} from '../../api/index.ts';

/** Every setting; those of the environment change only with a restart. */
export const declaredQuery = queryOptions({
  queryKey: ['settings', 'declared'] as const,
  queryFn: ({ signal }) => readDeclaredSettings(signal),
  staleTime: 60_000,
});

/** Where slskd is. */
export const soulseekSettingsQuery = queryOptions({
  queryKey: ['settings', 'soulseek'] as const,
  queryFn: ({ signal }) => readSoulseekSettings(signal),
});

/** The last changes. */
export const historyQuery = queryOptions({
  queryKey: ['settings', 'history'] as const,
  queryFn: ({ signal }) => readSettingsHistory(signal),
});

/** How files are named. */
export const namingQuery = queryOptions({
  queryKey: ['settings', 'naming'] as const,
  queryFn: ({ signal }) => readNamingTemplate(signal),
  staleTime: 60_000,
});

/** The backups that are kept. */
export const backupsQuery = queryOptions({
  queryKey: ['backups'] as const,
  queryFn: ({ signal }) => readBackups(signal),
});

/** What the doctor found; kept for some minutes, because looking at everything takes seconds. */
export const doctorQuery = queryOptions({
  queryKey: ['doctor', 'all'] as const,
  queryFn: ({ signal }) => examine(signal),
  staleTime: 5 * 60_000,
  gcTime: 30 * 60_000,
  retry: false,
});

/** What the doctor found about one thing. */
export function checkQuery(id: string) {
  return queryOptions({
    queryKey: ['doctor', 'one', id] as const,
    queryFn: ({ signal }) => examineOne(id, signal),
    staleTime: 30_000,
  });
}
