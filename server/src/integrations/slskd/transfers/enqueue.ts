import { ServiceFault } from '#platform/outbound';
import type { EnqueueAnswer, EnqueueRequest } from '../../../pipeline/4-download/ports.ts';
import type { SlskdClient, WireAnswer } from '../daemon/client.ts';
import type { Daemon } from '../daemon/daemon.ts';
import { wordsOf } from '../daemon/failures.ts';
import { createTurnstile } from '../daemon/pace.ts';
import { objectOf, readTransfer, textOf, type WireTransfer } from '../daemon/wire.ts';

/** Asking a peer for one file, over the batches route where there is one (0.26), else over the legacy route (reference §5.1, §5.2). */
export function createEnqueue(deps: {
  readonly client: SlskdClient;
  readonly daemon: Daemon;
  readonly turnGapMs?: number;
}): (request: EnqueueRequest) => Promise<EnqueueAnswer> {
  const { client } = deps;
  const turnstile = createTurnstile({ patienceMs: 300_000, gapMs: deps.turnGapMs ?? 250 });

  /** Whether this very file of this peer is already under way. */
  async function active(request: EnqueueRequest): Promise<WireTransfer | null> {
    const list = await client.transfersOf(request.username, request.signal);
    return list.find((each) => each.filename === request.path && !each.states.has('Completed')) ?? null;
  }

  async function batches(request: EnqueueRequest): Promise<EnqueueAnswer> {
    const { batchId, username, path, sizeBytes, signal } = request;
    const body = {
      id: batchId,
      username,
      files: [{ filename: path, size: sizeBytes }],
      options: { destination: batchId },
    };
    const answer = await turnstile(() => client.enqueueBatch(body, signal), signal);
    if (answer.status === 201 || answer.status === 200 || answer.status === 207) return batchOutcome(answer, request);
    if (answer.status === 409) return await knownBatch(request);
    return refusal(answer, request);
  }

  /** Our batch is known: an earlier call of this attempt arrived after all. Its transfer may have ended since, and even be hidden. */
  async function knownBatch(request: EnqueueRequest): Promise<EnqueueAnswer> {
    const earlier = inBatch(await client.batch(request.batchId, request.signal), request) ?? (await active(request));
    if (earlier !== null) return { kind: 'already-active', transferId: earlier.id };
    // stored before the peer was connected, which then failed: this number is used up
    return notNow('batch_used_up', 'slskd has seen this batch before and fetches nothing of it.', 1_000);
  }

  /** A batch whose answer was lost; `null` when nothing can be said of it. */
  async function lostBatch(request: EnqueueRequest, fault: ServiceFault): Promise<EnqueueAnswer | null> {
    const batch = await client.batch(request.batchId, request.signal);
    const earlier = inBatch(batch, request) ?? (await active(request));
    if (earlier !== null) return { kind: 'already-active', transferId: earlier.id };
    // it never arrived, as when slskd closes a kept connection in that moment
    return batch === null && fault.code === 'connection_lost' ? await batches(request) : null;
  }

  async function batchOutcome(answer: WireAnswer, request: EnqueueRequest): Promise<EnqueueAnswer> {
    const failures = Array.isArray(answer.body['failures']) ? answer.body['failures'] : [];
    const message = failures
      .map(objectOf)
      .filter((failure) => failure['filename'] === request.path)
      .map((failure) => textOf(failure['message']))[0];
    if (message === undefined && answer.status !== 200) {
      const id = idOf(objectOf(answer.body['batch'])['transfers'], request.path);
      return { kind: 'accepted', transferId: id ?? (await active(request))?.id ?? null };
    }
    if (message?.toLowerCase().includes('already in progress') === true) return alreadyActive(request);
    return classified(message ?? null);
  }

  async function legacy(request: EnqueueRequest): Promise<EnqueueAnswer> {
    const { username, path, sizeBytes, signal } = request;
    const answer = await turnstile(
      () => client.enqueueLegacy(username, [{ filename: path, size: sizeBytes }], signal),
      signal,
    );
    if (answer.status !== 201 && answer.status !== 200) return refusal(answer, request);
    if (!('enqueued' in answer.body)) {
      // Up to 0.23 the answer is empty and the id must be looked up.
      return { kind: 'accepted', transferId: (await active(request))?.id ?? null };
    }
    const id = idOf(answer.body['enqueued'], path);
    if (id !== null) return { kind: 'accepted', transferId: id };
    // Requested minus enqueued: the entries of `failed` are empty objects on 0.26. "Already in progress" looks the same.
    const earlier = await active(request);
    if (earlier !== null) return { kind: 'already-active', transferId: earlier.id };
    return notAccepted('slskd did not accept the file.');
  }

  const alreadyActive = async (request: EnqueueRequest): Promise<EnqueueAnswer> => ({
    kind: 'already-active',
    transferId: (await active(request))?.id ?? null,
  });

  async function lostLegacy(request: EnqueueRequest): Promise<EnqueueAnswer | null> {
    const earlier = await active(request);
    return earlier === null ? null : { kind: 'already-active', transferId: earlier.id };
  }

  async function refusal(answer: WireAnswer, request: EnqueueRequest): Promise<EnqueueAnswer> {
    const { status, words } = answer;
    if (status === 404 && words === null) {
      throw new ServiceFault({
        service: 'slskd',
        code: 'unexpected_status',
        sentence: 'slskd does not know the route for downloads.',
        remedy: 'Check SLSKD_BASE_URL and the version of slskd (0.22 or newer).',
        status,
      });
    }
    if (status === 404) return { kind: 'peer-offline', sentence: words ?? 'The peer is offline.' };
    if (status === 429) return notNow('daemon_busy', 'slskd is busy asking other peers.', 30_000);
    if (status === 400) {
      const sentence = words ?? 'slskd refuses the path of this file.';
      return { kind: 'refused', code: 'path_refused', sentence, blame: 'refused' };
    }
    if (/logged in|not connected to the server/i.test(words ?? '')) {
      return notNow('not_logged_in', words ?? 'slskd is not logged in at the Soulseek server.', 60_000);
    }
    // Up to 0.23 a 500 may come although the file is queued.
    const earlier = await active(request);
    if (earlier !== null) return { kind: 'already-active', transferId: earlier.id };
    return classified(words);
  }

  const notAccepted = (sentence: string): EnqueueAnswer => ({
    kind: 'refused',
    code: 'not_accepted',
    sentence,
    blame: 'failed',
  });

  const notNow = (code: string, sentence: string, retryAfterMs: number): EnqueueAnswer => ({
    kind: 'not-now',
    code,
    sentence,
    retryAfterMs,
  });

  function classified(words: string | null): EnqueueAnswer {
    const failure = wordsOf(words);
    if (failure?.code === 'peer_offline') return { kind: 'peer-offline', sentence: failure.sentence };
    if (failure !== null) {
      const blame = failure.blame === 'refused' ? 'refused' : 'failed';
      return { kind: 'refused', code: failure.code, sentence: failure.sentence, blame };
    }
    return notAccepted(words ?? 'slskd could not ask the peer.');
  }

  return async (request) => {
    const facts = await deps.daemon.facts(request.signal);
    if (!addressable(request.username, facts.exactUsernames)) {
      const sentence = 'slskd cannot address a peer of this name.';
      return { kind: 'refused', code: 'unaddressable_peer', sentence, blame: 'refused' };
    }
    try {
      return facts.batches ? await batches(request) : await legacy(request);
    } catch (error) {
      if (!(error instanceof ServiceFault) || (error.code !== 'timeout' && error.code !== 'connection_lost'))
        throw error;
      const answer = facts.batches ? await lostBatch(request, error) : await lostLegacy(request);
      if (answer === null) throw error;
      return answer;
    }
  };
}

/** `.` and `..` vanish from every URL; before 0.24.3 a slash does not arrive either (reference §1.4). */
const addressable = (username: string, exact: boolean): boolean =>
  username !== '.' && username !== '..' && (exact || !/[/%?]/.test(username));

/** The transfer of this file in its batch, a living one first; `null` when there is none. */
function inBatch(batch: readonly WireTransfer[] | null, request: EnqueueRequest): WireTransfer | null {
  const same = batch?.filter((each) => each.filename === request.path) ?? [];
  return same.find((each) => !each.states.has('Completed')) ?? same.at(-1) ?? null;
}

function idOf(transfers: unknown, path: string): string | null {
  if (!Array.isArray(transfers)) return null;
  return transfers.map(readTransfer).find((transfer) => transfer?.filename === path)?.id ?? null;
}
