import { ServiceFault } from '#platform/outbound';
import type { FoundArtist, ReleaseList, ReleaseSource, SourceName } from '../ports.ts';

/** What one source said, or why it said nothing. */
export type Told =
  | { readonly kind: 'told'; readonly list: ReleaseList; readonly artist: FoundArtist | null }
  /** The source does not know the artist (any more). */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unusable'; readonly sentence: string }
  | { readonly kind: 'fault'; readonly fault: ServiceFault };

/** Identities of an artist by source. */
export type Identities = ReadonlyMap<SourceName, string>;

/** What is to be asked. */
export interface Question {
  readonly identities: Identities;
  /** The source whose key the artist has; asked first. */
  readonly preferred: SourceName;
  /** `YYYY-MM-DD`; see `ReleaseSource.releases`. */
  readonly since: string | null;
  /** `first`: one answer is enough (a scan); `all`: every source that knows the artist (a sync). */
  readonly ask: 'first' | 'all';
  readonly withArtist: boolean;
  /** Called when a source turned out to know the artist under an id that was not known yet. */
  readonly linked: (source: SourceName, id: string) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/** Asks the sources for an artist's releases. Faults are values, so that one broken source does not hide the others. */
export async function collect(
  sources: readonly ReleaseSource[],
  question: Question,
): Promise<ReadonlyMap<SourceName, Told>> {
  const { preferred, signal } = question;
  const told = new Map<SourceName, Told>();
  const order = sources.toSorted((a, b) => Number(b.source === preferred) - Number(a.source === preferred));
  for (const source of order) {
    if (question.ask === 'first' && [...told.values()].some((each) => each.kind === 'told')) break;
    const answer = await tell(source, question);
    if (answer !== null) told.set(source.source, answer);
    signal?.throwIfAborted();
  }
  return told;
}

async function tell(source: ReleaseSource, question: Question): Promise<Told | null> {
  const { signal, since } = question;
  const sentence = await source.unusable();
  if (sentence !== null) return { kind: 'unusable', sentence };
  try {
    const id = question.identities.get(source.source) ?? (await findLink(source, question));
    if (id === null) return null;
    const list = await source.releases(id, since, signal);
    if (list === null) return { kind: 'unknown' };
    const artist = question.withArtist ? await source.artist(id, signal) : null;
    return { kind: 'told', list, artist };
  } catch (error) {
    if (!(error instanceof ServiceFault) || error.code === 'aborted') throw error;
    return { kind: 'fault', fault: error };
  }
}

async function findLink(source: ReleaseSource, question: Question): Promise<string | null> {
  for (const [other, id] of question.identities) {
    if (other === source.source) continue;
    const found = (await source.linked?.(other, id, question.signal)) ?? null;
    if (found === null) continue;
    await question.linked(source.source, found);
    return found;
  }
  return null;
}
