import { isAudioExtension, type Judgement, type OfferedFile, type WantedTrack } from '#music';
import type { DirectSearch } from '#pipeline/search';
import type { FoundItem, SearchSource } from '../ports.ts';
import { readQuery } from '../query.ts';

/** What the source needs of other rooms. */
export interface SoulseekSourceDeps {
  /** Asks the network within the budget that all searches share. */
  readonly ask: DirectSearch;
  /** What a peer's path says about the track. */
  readonly readPath: (path: string) => {
    readonly artist: string | null;
    readonly title: string | null;
    readonly album: string | null;
    readonly year: number | null;
  };
  /** The matching engine's opinion of each file, by its id, without holding up the process. */
  readonly judge: (wanted: WantedTrack, files: readonly OfferedFile[]) => Promise<ReadonlyMap<string, Judgement>>;
}

const unknown = {
  album: null,
  albumArtist: null,
  trackNumber: null,
  trackTotal: null,
  discNumber: null,
  discTotal: null,
  durationMs: null,
  isrc: null,
  releaseDate: null,
};

/** Files that peers offer now. A query that names artist and title is judged like a wish, and each result says how. */
export function soulseekSource(deps: SoulseekSourceDeps): SearchSource {
  return {
    name: 'soulseek',
    async search(query, limits, signal) {
      // The network knows files only; a search for albums or artists would spend budget for nothing.
      if (!limits.types.has('track')) return { kind: 'answered', items: [] };
      const answer = await deps.ask(query, signal);
      if (answer.kind === 'refused') return { kind: 'unavailable', reason: answer.code, sentence: answer.sentence };
      if (answer.kind === 'not-now') {
        const { code, sentence, retryAfterMs } = answer;
        return { kind: 'unavailable', reason: code, sentence, retryAfterMs };
      }
      const files = answer.files
        .filter((file) => file.extension !== null && isAudioExtension(file.extension))
        .slice(0, limits.items);
      const { artist, title } = readQuery(query);
      const judged =
        artist === null || title === null
          ? new Map<string, Judgement>()
          : await deps.judge({ ...unknown, ...wantedNames(query) }, files);
      return { kind: 'answered', items: files.map((file) => itemOf(file, deps, judged.get(file.id))) };
    },
  };
}

/** Artist and title as they were typed. */
function wantedNames(query: string): { title: string; artists: string[] } {
  const [artist = '', ...rest] = query.split(/\s+[-\u2013\u2014]\s+/);
  return { artists: [artist.trim()], title: rest.join(' - ').trim() };
}

function itemOf(file: OfferedFile, deps: SoulseekSourceDeps, judgement: Judgement | undefined): FoundItem {
  const said = deps.readPath(file.path);
  const name = file.path.split(/[\\/]/).at(-1) ?? file.path;
  return {
    id: `soulseek:file:${file.username}/${file.path}`,
    type: 'track',
    title: said.title ?? name,
    artists: said.artist === null ? [] : [said.artist],
    album: said.album,
    year: said.year,
    genres: [],
    durationMs: file.lengthS === null ? null : file.lengthS * 1000,
    bitrateKbps: file.bitrateKbps,
    format: file.extension?.toUpperCase() ?? null,
    explicit: null,
    username: file.username,
    metadata: {
      username: file.username,
      filename: file.path,
      size: file.sizeBytes,
      sample_rate: file.sampleRateHz,
      bit_depth: file.bitDepth,
      free_slot: file.freeSlot,
      queue_length: file.queueLength,
      speed: file.speedBps,
      ...(judgement === undefined
        ? {}
        : {
            verdict: judgement.verdict,
            confidence: judgement.score,
            because: judgement.reasons[0]?.sentence ?? null,
            reason: judgement.reasons[0] ?? null,
          }),
    },
  };
}
