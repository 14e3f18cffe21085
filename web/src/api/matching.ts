import { apiBase, client, done, unwrap } from './request.ts';
import type { Aliases, CaseFile, CasePage, WhatIf, WhatIfSettings } from './types.ts';

/** What a person says of an offered file. */
export interface CaseReport {
  readonly wish_id: number;
  readonly candidate_id: number;
  /** Whether the file is the wanted recording. */
  readonly right: 'same' | 'other';
  readonly lesson: string;
  readonly note: string | null;
}

/** Keeps a wrong decision as a case for the matching engine. */
export async function reportCase(report: CaseReport): Promise<void> {
  await unwrap(client.POST('/matching/cases', { body: report }));
}

/** Reported decisions with what the engine says now. */
export function listCases(query: { after_id?: number; limit: number }, signal: AbortSignal): Promise<CasePage> {
  return unwrap(client.GET('/matching/cases', { params: { query: { after_id: 0, ...query } }, signal }));
}

/** Forgets a reported decision. */
export async function removeCase(id: number): Promise<void> {
  await done(client.DELETE('/matching/cases/{id}', { params: { path: { id } } }));
}

/** Address of all cases as a file. */
export const casesExport = `${apiBase}/matching/cases/export`;

/** Adds cases of a file; known ones are left as they are. */
export function importCases(cases: CaseFile): Promise<{ added: number; known: number }> {
  return unwrap(client.POST('/matching/cases/import', { body: cases }));
}

/** Other names of artists. */
export async function listAliases(signal: AbortSignal): Promise<Aliases[]> {
  return (await unwrap(client.GET('/matching/aliases', { signal }))).items;
}

/** Sets the other names that people have added to an artist; none forgets them. */
export async function setAliases(artist: string, aliases: readonly string[]): Promise<void> {
  const params = { path: { artist } };
  if (aliases.length === 0) await done(client.DELETE('/matching/aliases/{artist}', { params }));
  else await unwrap(client.PUT('/matching/aliases/{artist}', { params, body: { aliases: [...aliases] } }));
}

/** Forgets a name that was learned from a choice. */
export async function forgetLearned(artist: string, alias: string): Promise<void> {
  await done(client.DELETE('/matching/aliases/{artist}/learned/{alias}', { params: { path: { artist, alias } } }));
}

/** What other settings would have chosen for the wishes after that one; changes nothing. */
export function tryWhatIf(
  settings: WhatIfSettings,
  after: number,
  limit: number,
  signal: AbortSignal,
): Promise<WhatIf> {
  return unwrap(client.POST('/matching/what-if', { body: { settings, after_wish_id: after, limit }, signal }));
}
