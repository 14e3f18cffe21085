import { client, unwrap } from './request.ts';

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
