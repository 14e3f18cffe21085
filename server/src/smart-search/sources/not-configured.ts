import type { SearchSource, SourceName } from '../ports.ts';

/** Stands for a source that this installation does not have, so that a search that names it is told so and goes on. */
export function notConfigured(name: SourceName, sentence: string): SearchSource {
  return { name, search: async () => ({ kind: 'unavailable', reason: 'not_configured', sentence }) };
}
