import type { OfferedFile } from '#music';
import { extensionOf } from '#music';
import { ServiceFault } from '#platform/outbound';
import type { NetworkAnswer, SearchNetwork } from '../../pipeline/2-search/ports.ts';
import type { SlskdClient } from './daemon/client.ts';
import { createTurnstile, pause } from './daemon/pace.ts';
import type { WireResponse, WireSearch } from './daemon/wire.ts';
import type { SlskdSettings } from './settings.ts';

/** Faults that may pass while a search runs: slskd restarts, the network hiccups. */
const passing = new Set(['unreachable', 'timeout', 'connection_lost', 'paused', 'service_error', 'bad_json']);
const outageLimitMs = 20_000;
const endGraceMs = 15_000;

const notNow = (code: string, sentence: string, retryAfterMs: number): NetworkAnswer => ({
  kind: 'not-now',
  code,
  sentence,
  retryAfterMs,
});

/** Searching as the search stage needs it; the reference's §4 with its traps lives here. */
export function createSearch(deps: {
  readonly client: SlskdClient;
  readonly settings: SlskdSettings;
  /** Told about what went wrong without changing the answer. */
  readonly onFault: (what: string, error: unknown) => void;
}): SearchNetwork {
  const { client, settings } = deps;
  const turnstile = createTurnstile({ patienceMs: 300_000, gapMs: Math.min(250, settings.pollMs) });

  /** The POST may have arrived although its answer did not: the id chosen by us tells. */
  async function start(id: string, text: string, signal: AbortSignal): Promise<NetworkAnswer | null> {
    const body = {
      id,
      searchText: text,
      searchTimeout: settings.searchTimeoutMs,
      responseLimit: settings.searchResponseLimit,
      fileLimit: settings.searchFileLimit,
      filterResponses: true,
    };
    let answer: Awaited<ReturnType<SlskdClient['startSearch']>>;
    try {
      answer = await turnstile(() => client.startSearch(body, signal), signal);
    } catch (error) {
      const lost = error instanceof ServiceFault && ['timeout', 'connection_lost'].includes(error.code);
      if (lost && (await client.search(id, signal)) !== null) return null;
      throw error;
    }
    switch (answer.status) {
      case 200:
        return null;
      case 400:
        return {
          kind: 'refused',
          code: 'query_refused',
          sentence: answer.words ?? `slskd cannot search for “${text}”.`,
        };
      case 409:
        return notNow('not_logged_in', answer.words ?? 'slskd is not logged in at the Soulseek server.', 60_000);
      default:
        return notNow('daemon_busy', 'slskd is busy starting other searches.', 30_000);
    }
  }

  /** Polls until `endedAt`, the only sign that the responses are stored; `isComplete` comes earlier. */
  async function untilEnded(id: string, signal: AbortSignal): Promise<WireSearch | NetworkAnswer> {
    const begun = Date.now();
    let running = 0;
    let stopped = 0;
    let outageSince = 0;
    let hadOutage = false;
    let mostResponses = 0;
    for (;;) {
      const now = Date.now();
      let search: WireSearch | null;
      try {
        search = await client.search(id, signal);
        outageSince = 0;
      } catch (error) {
        if (!(error instanceof ServiceFault) || !passing.has(error.code)) throw error;
        hadOutage = true;
        outageSince = outageSince || now;
        if (now - outageSince > outageLimitMs) throw error;
        await pause(settings.pollMs, signal);
        continue;
      }
      if (search === null)
        return notNow('search_lost', 'slskd has forgotten the search; it was probably restarted.', 5_000);
      if (search.endedAt !== null) {
        // A restart ends running searches as "TimedOut" with empty counters: that is not "nothing found".
        const emptied = search.responseCount === 0 && (mostResponses > 0 || hadOutage);
        return emptied ? notNow('search_lost', 'slskd was restarted during the search.', 5_000) : search;
      }
      mostResponses = Math.max(mostResponses, search.responseCount);
      // The time limit of a search counts from when slskd really sends it; before, it waits for one of two places.
      if (running === 0 && (search.states.has('InProgress') || search.states.has('Completed'))) running = now;
      if (stopped === 0) {
        const over = running > 0 ? now - running > settings.searchMaxMs : now - begun > settings.searchQueueMaxMs;
        if (over) {
          await client.stopSearch(id, signal);
          stopped = now;
          if (running === 0) return notNow('daemon_busy', 'slskd did not begin the search in time.', 30_000);
        }
      } else if (now - stopped > endGraceMs) {
        return notNow('search_stuck', 'slskd does not end a search that was stopped.', 30_000);
      }
      await pause(settings.pollMs, signal);
    }
  }

  /** The list may lag behind the counters for a moment. */
  async function responses(id: string, expected: number, signal: AbortSignal): Promise<readonly WireResponse[]> {
    for (let attempt = 0; ; attempt += 1) {
      const list = await client.responses(id, signal);
      if (list.length > 0 || expected === 0 || attempt >= 8) return list;
      await pause(Math.min(250, settings.pollMs), signal);
    }
  }

  /** A running search that is merely deleted keeps its place in slskd, so: stop, wait for the end, delete. */
  async function tidy(id: string, ended: boolean): Promise<void> {
    const signal = AbortSignal.timeout(settings.timeoutMs + 5_000);
    try {
      if (!ended) {
        await client.stopSearch(id, signal);
        for (let attempt = 0; attempt < 5; attempt += 1) {
          const search = await client.search(id, signal);
          if (search === null || search.endedAt !== null) break;
          await pause(Math.min(500, settings.pollMs), signal);
        }
      }
      await client.deleteSearch(id, signal);
    } catch (error) {
      deps.onFault('slskd: tidy up a search', error);
    }
  }

  return {
    async search({ id, text, signal }) {
      let ended = false;
      try {
        const refusal = await start(id, text, signal);
        if (refusal !== null) return refusal;
        const search = await untilEnded(id, signal);
        if ('kind' in search) return search;
        ended = true;
        if (search.states.has('Errored') && search.responseCount === 0) {
          return notNow('search_errored', 'slskd broke the search off, probably it lost the Soulseek server.', 30_000);
        }
        const list = await responses(id, search.responseCount, signal);
        const files = offeredFiles(list);
        const fileCount = Math.max(search.fileCount, files.length);
        const responseCount = Math.max(search.responseCount, list.length);
        const cut = search.states.has('ResponseLimitReached') || search.states.has('FileLimitReached');
        const complete = !cut && !search.states.has('Cancelled') && search.states.has('Completed');
        return { kind: 'answered', responseCount, fileCount, files, complete };
      } finally {
        await tidy(id, ended);
      }
    },
    abandon: (id) => tidy(id, false),
  };
}

/** The peers' answers in our words, one entry per peer and path; a peer may answer twice (reference §4). */
function offeredFiles(responses: readonly WireResponse[]): OfferedFile[] {
  const files = new Map<string, OfferedFile>();
  for (const response of responses) {
    for (const file of response.files) {
      const key = `${response.username}\n${file.filename}`;
      const sent = file.extension?.toLowerCase().replace(/^\./, '') ?? null;
      files.set(key, {
        id: key,
        username: response.username,
        path: file.filename,
        sizeBytes: file.size,
        extension: extensionOf(file.filename) ?? sent,
        bitrateKbps: file.bitRate,
        sampleRateHz: file.sampleRate,
        bitDepth: file.bitDepth,
        lengthS: file.length,
        variableBitrate: file.isVariableBitRate,
        freeSlot: response.hasFreeUploadSlot,
        queueLength: response.queueLength,
        speedBps: response.uploadSpeed,
      });
    }
  }
  return [...files.values()];
}
