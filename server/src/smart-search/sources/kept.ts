import type { SearchSource, SourceAnswer } from '../ports.ts';

interface Kept {
  readonly at: number;
  readonly answer: SourceAnswer;
}

/**
 * Keeps the answers of a source for whose questions there is a budget: the next page, another filter and another order of the same search ask nothing.
 * At most `entries` are kept, the oldest go first; refusals and partial answers are not kept.
 */
export function keepAnswers(
  source: SearchSource,
  options: { readonly forMs: number; readonly entries: number; readonly now?: () => number },
): SearchSource {
  const now = options.now ?? Date.now;
  const kept = new Map<string, Kept>();
  return {
    name: source.name,
    async search(query, limits, signal) {
      const key = `${query.trim().toLowerCase().replace(/\s+/g, ' ')}\n${[...limits.types].sort().join()}`;
      const known = kept.get(key);
      if (known !== undefined && now() - known.at < options.forMs) return known.answer;
      const answer = await source.search(query, limits, signal);
      if (answer.kind === 'answered' && answer.missing === undefined) {
        kept.delete(key);
        kept.set(key, { at: now(), answer });
        for (const oldest of kept.keys()) {
          if (kept.size <= options.entries) break;
          kept.delete(oldest);
        }
      }
      return answer;
    },
  };
}
