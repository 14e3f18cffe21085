import type { Splitter } from '../entry.ts';

/** One entry of a JSON document, cut out but not parsed. */
export interface Slice {
  /** 1-based ordinal in the document. */
  readonly ordinal: number;
  /** Key of the array that holds it (`tracks`, `bannedTracks` …); empty at the top level. */
  readonly list: string;
  readonly text: string;
  readonly problem: 'too_long' | 'truncated' | null;
}

const maxSliceLength = 262_144;

// Keys whose array holds entries, and keys whose object holds such arrays. An array under another key (`artists`, `genres`) belongs to its entry.
const arrayKeys = new Set([
  'tracks',
  'track',
  'items',
  'songs',
  'entries',
  'playlists',
  'playlist',
  'data',
  'listens',
  'results',
  'albums',
  'shows',
  'episodes',
  'bannedTracks',
  'bannedArtists',
  'other',
  'savedTracks',
  'likedSongs',
  'recenttracks',
]);
const objectKeys = new Set([
  'playlist',
  'playlists',
  'tracks',
  'data',
  'payload',
  'library',
  'recenttracks',
  'body',
  'result',
]);

interface Frame {
  readonly array: boolean;
  readonly list: string;
  /** Its elements are entries, or lead to them. */
  container: boolean;
  key: string;
}

/**
 * Cuts the entries out of JSON text without building the document: a root array, arrays under known keys at any depth, a sequence of
 * root objects (JSON lines). A half-written file keeps what is whole. Memory is bounded by one entry.
 */
export function jsonSplitter(): Splitter<Slice> {
  const stack: Frame[] = [];
  let ordinal = 0;
  let inString = false;
  let escaped = false;
  let inScalar = false;
  let word = '';
  // The entry being cut: depth of the stack outside of it, or -1.
  let depth = -1;
  let list = '';
  let held = '';
  let tooLong = false;

  const begin = (owner: string): void => {
    depth = stack.length;
    list = owner;
    held = '';
    tooLong = false;
  };
  const hold = (piece: string): void => {
    if (depth < 0 || tooLong) return;
    held += piece;
    if (held.length <= maxSliceLength) return;
    tooLong = true;
    held = held.slice(0, 500);
  };
  const finish = (problem: Slice['problem']): Slice => {
    ordinal += 1;
    const slice = { ordinal, list, text: held, problem: tooLong ? ('too_long' as const) : problem };
    depth = -1;
    held = '';
    return slice;
  };

  return {
    push(text) {
      const slices: Slice[] = [];
      let from = 0;
      const close = (at: number): void => {
        hold(text.slice(from, at));
        slices.push(finish(null));
      };
      for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        if (inString) {
          if (escaped) escaped = false;
          else if (code === 92) escaped = true;
          else if (code === 34) {
            inString = false;
            if (depth === stack.length && depth >= 0) close(at + 1);
          } else if (word.length < 64) word += text[at];
          continue;
        }
        const top = stack.at(-1);
        const scalarEnds = inScalar && (code === 44 || code === 93 || code === 125 || code <= 32);
        if (scalarEnds) {
          inScalar = false;
          if (depth === stack.length && depth >= 0) close(at);
        }
        if (code <= 32 || code === 44) continue;
        if (code === 58) {
          if (top && !top.array) top.key = word;
          continue;
        }
        const free = depth < 0;
        if (code === 93 || code === 125) {
          stack.pop();
          if (depth === stack.length && depth >= 0) close(at + 1);
          continue;
        }
        const isElement = free && (top === undefined ? code === 123 : top.array && top.container);
        if (isElement) {
          begin(top?.list ?? '');
          from = at;
        }
        if (code === 34) {
          inString = true;
          word = '';
        } else if (code === 91 || code === 123) {
          const array = code === 91;
          const key = top?.array === false ? top.key : '';
          // Directly inside an entry, a key of a list shows that it is no entry but a container.
          const leads = array ? arrayKeys.has(key) : objectKeys.has(key);
          const direct = depth >= 0 && stack.length === depth + 1;
          if (direct && leads && top !== undefined && !top.array) {
            depth = -1;
            held = '';
            top.container = true;
          }
          const container =
            depth < 0 &&
            (array ? top === undefined || (!top.array && top.container) : leads && top?.container === true);
          stack.push({ array, list: key === '' ? (top?.list ?? '') : key, container, key: '' });
        } else if (!inScalar) {
          inScalar = true;
        }
      }
      if (depth >= 0) hold(text.slice(from));
      return slices;
    },
    end() {
      if (depth < 0) return [];
      const scalar = inScalar && depth === stack.length;
      return [finish(scalar ? null : 'truncated')];
    },
  };
}
