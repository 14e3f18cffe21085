import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { SettingValues } from '#platform/config';
import type { Db } from '#platform/database';
import { createMood, createOutbound, createPace, ServiceFault } from '#platform/outbound';
import type { Recognised, Recogniser } from '../../pipeline/5-verify/ports.ts';
import { fingerprintOf } from './fpcalc.ts';
import type { acoustIdSettings } from './settings.ts';

/** AcoustID allows three requests a second to one application. */
const intervalMs = 334;
/** Nobody asks for that long after it said that we ask too often. */
const restMs = 10_000;
const rateLimited = 14;

const recordingSchema = Type.Object({
  id: Type.String({ pattern: '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
  title: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  sources: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  artists: Type.Optional(Type.Array(Type.Object({ name: Type.Optional(Type.String()) }))),
});
const resultSchema = Type.Object({
  id: Type.String(),
  score: Type.Number({ minimum: 0, maximum: 1 }),
  recordings: Type.Optional(Type.Array(Type.Unknown())),
});
const errorSchema = Type.Object({ code: Type.Integer(), message: Type.Optional(Type.String()) });

/** Recognises files by their sound, and lets go of its connections. */
export interface AcoustId extends Recogniser {
  close(): Promise<void>;
}

/**
 * AcoustID with the machine's `fpcalc`. Whatever goes wrong is an answer (`not_asked` with the reason), never a fault: recognition is an extra.
 * `program` is for tests.
 */
export function createAcoustId(options: {
  readonly db: Db;
  readonly settings: SettingValues<typeof acoustIdSettings>;
  readonly version: string;
  /** Read for each file; left out, what the settings say. */
  readonly apiKey?: () => Promise<string | null>;
  readonly program?: string;
}): AcoustId {
  const { db, settings, version, program = 'fpcalc' } = options;
  const out = createOutbound({
    service: 'AcoustID',
    baseUrl: settings.baseUrl,
    mood: createMood({ service: 'acoustid' }),
    timeoutMs: settings.timeoutMs,
    maxBytes: 2 * 1024 * 1024,
    connections: 2,
    headers: { 'user-agent': `Harmony/${version} (self-hosted music hub)` },
    credentialsRemedy: 'Check ACOUSTID_API_KEY, or remove it.',
  });
  const pace = createPace({ db, service: 'acoustid', intervalMs });

  async function ask(client: string, form: Record<string, string>, signal: AbortSignal): Promise<Recognised> {
    const limit = AbortSignal.timeout(settings.timeoutMs);
    const either = AbortSignal.any([signal, limit]);
    try {
      await pace.turn(either);
      const meta = 'recordings sources';
      const reply = await out.call({
        method: 'POST',
        path: '/lookup',
        form: { client, format: 'json', meta, ...form },
        signal: either,
        expect: [400, 429],
      });
      return await read(reply.json);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof ServiceFault && error.code !== 'aborted') return { kind: 'not_asked', why: error.message };
      if (limit.aborted) return { kind: 'not_asked', why: 'AcoustID did not answer in time.' };
      throw error;
    }
  }

  /** What an answer says; errors also come inside HTTP 200. */
  async function read(json: unknown): Promise<Recognised> {
    const { status, error, results } = (typeof json === 'object' ? (json ?? {}) : {}) as Record<string, unknown>;
    if (status !== 'ok') {
      const fault = Value.Check(errorSchema, error) ? error : { code: 0, message: 'no reason given' };
      if (fault.code === rateLimited) await pace.holdBack(restMs);
      return { kind: 'not_asked', why: `AcoustID refused the question (${fault.code}: ${fault.message ?? ''}).` };
    }
    const found = (Array.isArray(results) ? results : []).filter((each) => Value.Check(resultSchema, each));
    return {
      kind: 'asked',
      matches: found
        .toSorted((a, b) => b.score - a.score)
        .map(({ id, score, recordings = [] }) => ({
          acoustId: id,
          score,
          recordings: recordings.flatMap(recordingOf),
        })),
    };
  }

  return {
    async recognise(path, signal) {
      const apiKey = options.apiKey === undefined ? settings.apiKey : await options.apiKey();
      if (apiKey === null) return { kind: 'not_asked', why: 'There is no ACOUSTID_API_KEY.' };
      const fingerprint = await fingerprintOf(program, path, signal);
      if (fingerprint === 'absent') return { kind: 'not_asked', why: 'The program fpcalc is not installed.' };
      if (fingerprint === 'silent') return { kind: 'not_asked', why: 'No fingerprint could be taken of this file.' };
      return await ask(apiKey, { duration: String(fingerprint.durationS), fingerprint: fingerprint.text }, signal);
    },
    close: () => out.close(),
  };
}

/** Recordings without title or artist cannot be compared. */
function recordingOf(found: unknown) {
  if (!Value.Check(recordingSchema, found)) return [];
  const artists = (found.artists ?? []).flatMap(({ name }) => (name === undefined || name === '' ? [] : [name]));
  const title = found.title ?? '';
  return title === '' || artists.length === 0 ? [] : [{ id: found.id, title, artists, sources: found.sources ?? null }];
}
