import { invalid } from '#http';
import { type PageOf, pageQuery } from '#integrations/plex';

const nameForm = /^[\w.:<>=![\]-]{1,80}$/;
const mostParameters = 40;
const longestValue = 1000;

/**
 * The parameters of a caller for Plex, as they came, apart from pages, which are ours. Those that could act as somebody else (`X-Plex-…`, among them the
 * token) are refused with a 400 that names them.
 */
export function forwarded(query: Readonly<Record<string, unknown>>): [string, string][] {
  const found: [string, string][] = [];
  for (const [name, value] of Object.entries(query)) {
    if (/^x-plex-container-(?:start|size)$/i.test(name)) continue;
    if (!nameForm.test(name)) throw invalid(name.slice(0, 80), 'is no parameter of Plex');
    if (/^x-plex-/i.test(name)) throw invalid(name, 'is set by Harmony and cannot be given');
    for (const each of Array.isArray(value) ? value : [value]) {
      const text =
        typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean' ? String(each) : null;
      if (text === null || text.length > longestValue)
        throw invalid(name, `must be text of at most ${longestValue} signs`);
      found.push([name, text]);
    }
  }
  if (found.length > mostParameters) throw invalid('query', `must not have more than ${mostParameters} parameters`);
  return found;
}

/** The page that a caller asks for in the names of Plex. */
export function pageGiven(query: {
  readonly 'X-Plex-Container-Start'?: number;
  readonly 'X-Plex-Container-Size'?: number;
}): [string, string][] {
  const page: PageOf = { offset: query['X-Plex-Container-Start'] ?? 0, limit: query['X-Plex-Container-Size'] ?? 100 };
  return pageQuery(page);
}
