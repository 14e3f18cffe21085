import { type Static, type TProperties, type TSchema, Type } from 'typebox';
import type { ScanRun } from './runs.store.ts';

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const object = <T extends TProperties>(properties: T) => Type.Object(properties, { additionalProperties: false });
const when = Type.String({ format: 'date-time' });
const files = (description: string) => Type.Integer({ description });

/** A scan as the API and the live event `library_scan` show it. */
export const scanSchema = object({
  id: Type.Integer(),
  status: Type.Union([
    Type.Literal('running'),
    Type.Literal('completed'),
    Type.Literal('stopped'),
    Type.Literal('failed'),
  ]),
  mode: Type.Union([Type.Literal('changes'), Type.Literal('all'), Type.Literal('thorough')]),
  started_by: Type.Union([Type.Literal('person'), Type.Literal('timer')]),
  position: nullable(
    Type.String({ description: 'The path that the scan has come to; paths are in the order of their bytes' }),
  ),
  seen: files('Audio files met so far'),
  read: files('Files that were looked into, because they are new or have changed'),
  added: files('New in the library'),
  changed: files('Changed since the last scan'),
  moved: files('Found under another name; they keep their row'),
  returned: files('Were missing and are back'),
  vanished: files('Not there any more'),
  failed: files('Could not be indexed; see the problems'),
  settled: Type.Integer({ description: 'Wishes that were met by what was found' }),
  error: nullable(object({ code: Type.String(), sentence: Type.String(), remedy: nullable(Type.String()) })),
  started_at: when,
  updated_at: when,
  completed_at: nullable(when),
});

/** A scan as people see it. */
export type ScanView = Static<typeof scanSchema>;

/** The view of a stored scan. */
export function viewOfScan(run: ScanRun): ScanView {
  const { id, status, mode, started_by, seen, read, added, changed, moved, returned, vanished, failed, settled } = run;
  const { error_code: code, error: sentence, remedy } = run;
  return {
    id,
    status,
    mode,
    started_by,
    position: status === 'running' ? run.position : null,
    seen,
    read,
    added,
    changed,
    moved,
    returned,
    vanished,
    failed,
    settled,
    error: code === null ? null : { code, sentence: sentence ?? '', remedy },
    started_at: run.started_at.toISOString(),
    updated_at: run.updated_at.toISOString(),
    completed_at: run.completed_at?.toISOString() ?? null,
  };
}
