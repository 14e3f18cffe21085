import { fold } from '#music';
import { ServiceFault } from '#platform/outbound';
import type { FoundArtist, ReleaseSource } from '../ports.ts';

/** What the sources have under a name, and which of them could not be asked. */
export interface Found {
  readonly found: readonly FoundArtist[];
  readonly errors: readonly { readonly source: string; readonly message: string }[];
}

/** Asks all sources for a name; one broken source does not hide the others. Exact names come first. */
export async function findArtists(sources: readonly ReleaseSource[], name: string, limit: number): Promise<Found> {
  const found: FoundArtist[] = [];
  const errors: { source: string; message: string }[] = [];
  for (const source of sources) {
    const sentence = await source.unusable();
    if (sentence !== null) {
      errors.push({ source: source.source, message: sentence });
      continue;
    }
    try {
      found.push(...(await source.find(name, limit)));
    } catch (error) {
      if (!(error instanceof ServiceFault)) throw error;
      errors.push({ source: source.source, message: error.message });
    }
  }
  return { found: found.toSorted((a, b) => Number(isNamed(b, name)) - Number(isNamed(a, name))), errors };
}

/** Whether that is one of the artist's names, whatever case and accents. */
export const isNamed = (artist: FoundArtist, name: string): boolean =>
  [artist.name, ...artist.aliases].some((each) => fold(each) === fold(name));
