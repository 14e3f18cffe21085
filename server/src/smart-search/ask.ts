import type { FoundItem, ItemType, Refusal, SearchSource, SourceName } from './ports.ts';

/** Why a source, or a part of it, is missing from the results. */
export interface SourceFailure {
  readonly source: SourceName;
  readonly reason: string;
  readonly message: string;
  readonly retry_after_ms?: number;
}

/** What all sources said. */
export interface Answers {
  readonly found: ReadonlyMap<SourceName, readonly FoundItem[]>;
  readonly failures: readonly SourceFailure[];
}

/** Results of one source that are looked at. */
export const itemsPerSource = 5000;

/** Asks all at once; each has `timeoutMs`, and one that ignores its signal is not waited for. Never throws, except when the caller hangs up. */
export async function askAll(
  sources: readonly SearchSource[],
  query: string,
  types: ReadonlySet<ItemType>,
  timeoutMs: number,
  gone: AbortSignal,
): Promise<Answers> {
  const found = new Map<SourceName, readonly FoundItem[]>();
  const failures: SourceFailure[] = [];
  await Promise.all(
    sources.map(async (source) => {
      const { name } = source;
      const limit = new AbortController();
      const late = Promise.withResolvers<'late'>();
      const timer = setTimeout(() => {
        limit.abort(new Error('The time is up.'));
        late.resolve('late');
      }, timeoutMs);
      try {
        const signal = AbortSignal.any([limit.signal, gone]);
        const asking = source.search(query, { items: itemsPerSource, types }, signal);
        // Nobody waits for it after the time is up; what it throws then is of no interest.
        asking.catch(() => undefined);
        const answer = await Promise.race([asking, late.promise]);
        if (answer === 'late') failures.push(lateFailure(name, timeoutMs));
        else if (answer.kind === 'unavailable') failures.push(refusedFailure(name, answer));
        else {
          found.set(name, answer.items);
          if (answer.missing !== undefined) failures.push(refusedFailure(name, answer.missing));
        }
      } catch (error) {
        gone.throwIfAborted();
        if (limit.signal.aborted) failures.push(lateFailure(name, timeoutMs));
        else {
          const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
          const message = error instanceof Error ? error.message : String(error);
          failures.push({ source: name, reason: code, message });
        }
      } finally {
        clearTimeout(timer);
      }
    }),
  );
  const order = sources.map((source) => source.name);
  return { found, failures: failures.sort((a, b) => order.indexOf(a.source) - order.indexOf(b.source)) };
}

function refusedFailure(source: SourceName, { reason, sentence, retryAfterMs }: Refusal): SourceFailure {
  const retry = retryAfterMs === undefined ? {} : { retry_after_ms: retryAfterMs };
  return { source, reason, message: sentence, ...retry };
}

function lateFailure(source: SourceName, timeoutMs: number): SourceFailure {
  return { source, reason: 'timeout', message: `${source} did not answer within ${timeoutMs / 1000} seconds.` };
}
