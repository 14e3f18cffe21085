import { sql } from 'kysely';
import type { AudioFacts } from '#library';
import type { Db } from '#platform/database';
import type { Cause } from '#wishes';
import type { Authenticity } from './analysis/authenticity.ts';
import type { Analysis } from './analysis/types.ts';
import type { Identity } from './identity.ts';

/** What was heard of a file and what it proves. */
export interface Listened {
  readonly analysis: Analysis;
  readonly authenticity: Authenticity;
}

/** How checking a download ended. */
export interface Verification {
  readonly outcome: 'accepted' | 'rejected' | 'review';
  readonly cause: Cause | null;
  /** What the file is; `null`: no music. */
  readonly facts: AudioFacts | null;
  /** `null`: it was not decoded. */
  readonly listened: Listened | null;
  /** `null`: it was not tried. */
  readonly identity: Identity | null;
  /** Whether the file is kept aside until a better one is filed. */
  readonly held: boolean;
}

/** Stores how checking a download ended; run again, the last answer counts. */
export async function storeVerification(trx: Db, downloadId: number, verification: Verification): Promise<void> {
  const { outcome, cause, listened, facts, identity } = verification;
  const values = {
    outcome,
    reason_code: cause?.code ?? null,
    reason: cause?.sentence ?? null,
    held_at: verification.held ? sql<Date>`now()` : null,
    facts: facts === null ? null : JSON.stringify(viewOfFacts(facts)),
    identity: identity === null ? null : JSON.stringify(identity),
    ...rowOf(listened),
  };
  await trx
    .insertInto('verifications')
    .values({ download_id: downloadId, ...values })
    .onConflict((oc) => oc.column('download_id').doUpdateSet({ ...values, checked_at: sql<Date>`now()` }))
    .execute();
}

function viewOfFacts(facts: AudioFacts) {
  return {
    size_bytes: facts.sizeBytes,
    format: facts.format,
    codec: facts.codec,
    lossless: facts.lossless,
    bitrate_kbps: facts.bitrateKbps === null ? null : Math.round(facts.bitrateKbps),
    sample_rate_hz: facts.sampleRateHz,
    bit_depth: facts.bitDepth,
    duration_ms: facts.durationMs === null ? null : Math.round(facts.durationMs),
  };
}

function rowOf(listened: Listened | null) {
  if (listened === null) return { verdict: null, confidence: null, findings: '[]', measures: null, spectrogram: null };
  const { verdict, confidence, findings } = listened.authenticity;
  const { spectrogram, ...analysis } = listened.analysis;
  const measures = {
    sample_rate_hz: analysis.rateHz,
    channels: analysis.channels,
    duration_ms: analysis.durationMs,
    peak_db: analysis.peakDb,
    rms_db: analysis.rmsDb,
    used_bits: analysis.usedBits > 24 ? null : analysis.usedBits,
    leading_silence_ms: analysis.leadingSilenceMs,
    trailing_silence_ms: analysis.trailingSilenceMs,
    longest_silence_ms: analysis.longestSilenceMs,
    cutoff_hz: analysis.cutoffHz,
    wall_hz: analysis.wallHz,
    wall_db: analysis.wallDb,
    codec_grid: analysis.grid?.family ?? null,
  };
  return {
    verdict,
    confidence,
    findings: JSON.stringify(findings),
    measures: JSON.stringify(measures),
    spectrogram: Buffer.from(spectrogram),
  };
}

/** The spectrogram of a checked download as PNG, or `null`. */
export async function spectrogramOf(db: Db, id: number): Promise<Buffer | null> {
  const row = await db.selectFrom('verifications').select('spectrogram').where('id', '=', id).executeTakeFirst();
  return row?.spectrogram ?? null;
}

/** The recording of MusicBrainz that the accepted file of a wish was recognised as; `null` when it was not. */
export async function recognisedRecording(db: Db, wishId: number): Promise<string | null> {
  const row = await db
    .selectFrom('verifications as v')
    .innerJoin('downloads as d', 'd.id', 'v.download_id')
    .select(sql<string | null>`v.identity #>> '{recording,id}'`.as('recording_id'))
    .where('d.wish_id', '=', wishId)
    .where('v.outcome', '=', 'accepted')
    .where(sql<string | null>`v.identity ->> 'verdict'`, '=', 'same')
    .orderBy('d.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.recording_id ?? null;
}

/** More than this nobody reads. */
const most = 200;

/**
 * What checking the files that arrived for a wish found, oldest first. Before there were verifications, a file that arrived (it has a local path) and counts as
 * failed was rejected.
 */
export async function verifiedOf(db: Db, wishId: number): Promise<Record<string, unknown>[]> {
  const rows = await db
    .selectFrom('downloads as d')
    .leftJoin('candidates as c', 'c.id', 'd.candidate_id')
    .leftJoin('verifications as v', 'v.download_id', 'd.id')
    .select([
      'd.id as download_id',
      'd.state',
      'd.reason_code',
      'd.last_error',
      'd.updated_at',
      'c.outcome as delivered',
    ])
    .select([
      'v.id',
      'v.outcome',
      'v.reason_code as code',
      'v.reason',
      'v.checked_at',
      'v.kept',
      'v.held_at',
      'v.facts',
    ])
    .select(['v.verdict', 'v.confidence', 'v.findings', 'v.measures', 'v.identity'])
    .select(sql<boolean>`v.spectrogram is not null`.as('has_spectrogram'))
    .where('d.wish_id', '=', wishId)
    .where('d.local_path', 'is not', null)
    .orderBy('d.id')
    .limit(most)
    .execute();
  return rows.flatMap((row): Record<string, unknown>[] => {
    const { download_id, id, verdict } = row;
    if (id === null) {
      const at = row.updated_at.toISOString();
      const nothing = { kept: false, held: false, facts: null, authenticity: null, measures: null };
      const unheard = { identity: null, spectrogram: null };
      const reason = { code: row.reason_code ?? 'unknown', sentence: row.last_error ?? '' };
      if (row.state === 'failed') return [{ download_id, verdict: 'rejected', reason, at, ...nothing, ...unheard }];
      if (row.delivered === 'delivered')
        return [{ download_id, verdict: 'accepted', reason: null, at, ...nothing, ...unheard }];
      return [];
    }
    return [
      {
        download_id,
        verdict: row.outcome,
        reason: row.code === null ? null : { code: row.code, sentence: row.reason ?? '' },
        at: row.checked_at?.toISOString() ?? null,
        kept: row.kept === true,
        held: row.held_at !== null,
        facts: row.facts,
        authenticity: verdict === null ? null : { verdict, confidence: row.confidence, findings: row.findings },
        measures: row.measures,
        identity: row.identity,
        spectrogram: row.has_spectrogram ? `/verifications/${id}/spectrogram` : null,
      },
    ];
  });
}
