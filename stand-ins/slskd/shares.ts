import { createRandom } from '../audio/bytes.ts';
import { type AudioAttributes, audioSize, describeAudio, makeAudio } from '../audio/index.ts';
import type { Peer, SharedFile } from './world.ts';

const sizes = new WeakMap<SharedFile, number>();

/** True size in bytes of what a peer has; made audio is measured once. */
export function trueSize(file: SharedFile): number {
  let size = sizes.get(file);
  if (size === undefined) {
    if (file.audio) size = audioSize(file.audio);
    else if (file.content) size = file.content.length;
    else size = file.text === undefined ? (file.bytes ?? 0) : Buffer.byteLength(file.text, 'utf8');
    sizes.set(file, size);
  }
  return size;
}

/** The bytes that a peer really has. */
export function trueBytes(file: SharedFile): Buffer {
  if (file.audio) return makeAudio(file.audio);
  if (file.content) return file.content;
  if (file.text !== undefined) return Buffer.from(file.text, 'utf8');
  return noise(file.path, file.bytes ?? 0);
}

/** Deterministic noise. */
export function noise(seed: string, size: number): Buffer {
  const random = createRandom(seed);
  const bytes = Buffer.alloc(size);
  for (let i = 0; i + 4 <= size; i += 4) bytes.writeUInt32LE(Math.floor(random() * 2 ** 32), i);
  return bytes;
}

/** A file as search responses and browse lists show it, `filename` being the full path. */
export interface ListedFile {
  readonly filename: string;
  readonly size: number;
  readonly extension: string | null;
  readonly code: number;
  readonly bitRate: number | null;
  readonly bitDepth: number | null;
  readonly sampleRate: number | null;
  readonly length: number | null;
  readonly isVariableBitRate: boolean | null;
  readonly isLocked: false;
}

/** What the peer announces: the truth, overlaid by its lies. `isLocked` is never true, as the daemon never sets it. */
export function listFile(file: SharedFile): ListedFile {
  const truth: AudioAttributes = file.audio ? describeAudio(file.audio) : {};
  const told = file.reported ?? {};
  const say = <K extends keyof AudioAttributes>(key: K): Exclude<AudioAttributes[K], undefined> | null =>
    ((key in told ? told[key] : truth[key]) ?? null) as Exclude<AudioAttributes[K], undefined> | null;
  return {
    filename: file.path,
    size: told.size ?? trueSize(file),
    // Most clients send no extension; SoulseekQt does for mp3 only.
    extension: told.extension === undefined ? (/\.mp3$/i.test(file.path) ? 'mp3' : '') : told.extension,
    code: 1,
    bitRate: say('bitRate'),
    bitDepth: say('bitDepth'),
    sampleRate: say('sampleRate'),
    length: say('length'),
    isVariableBitRate: say('isVariableBitRate'),
    isLocked: false,
  };
}

/** A search text as the network understands it; `-word` excludes, `*word` matches an ending. */
export interface Query {
  /** What is asked: words of two or more characters. */
  readonly words: readonly string[];
  readonly exclusions: readonly string[];
  /** The text as the daemon stores it: one-character words still in it, exclusions last. */
  readonly text: string;
  /** True when there is nothing but exclusions. */
  readonly onlyExclusions: boolean;
}

/** Splits a search text on single spaces as the daemon does. */
export function parseQuery(text: string): Query {
  const tokens = text.split(' ');
  const terms = tokens.filter((token) => !(token.startsWith('-') && token.length > 1));
  const exclusions = [
    ...new Set(tokens.filter((token) => !terms.includes(token)).map((token) => token.replace(/^-+/, ''))),
  ];
  return {
    words: terms.filter((term) => term.length > 1),
    exclusions,
    text: [...terms, ...exclusions.map((word) => `-${word}`)].join(' '),
    onlyExclusions: terms.length === 0,
  };
}

const tokensOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}*]+/u)
    .filter((token) => token !== '');

/** Punctuation is a blank to clients' indexes; scripts without blanks between words match inside a run of letters. */
function contains(path: string, pathTokens: ReadonlySet<string>, word: string): boolean {
  return tokensOf(word).every((token) => {
    if (token.startsWith('*')) return [...pathTokens].some((each) => each.endsWith(token.slice(1)));
    return pathTokens.has(token) || (/[^\p{Script=Latin}\p{N}]/u.test(token) && path.includes(token));
  });
}

/** Whether every word occurs in the path and no excluded one does, ignoring case. Letters with and without accents are different. */
export function matches(query: Query, path: string): boolean {
  const lower = path.toLowerCase();
  const tokens = new Set(tokensOf(path));
  return (
    query.words.every((word) => contains(lower, tokens, word)) &&
    !query.exclusions.some((word) => contains(lower, tokens, word))
  );
}

/** Separator of a remote path: `/` when it contains one, else `\`. */
export function separatorOf(path: string): string {
  return path.includes('/') ? '/' : '\\';
}

/** Remote path without its last segment, by the path's own separator. */
export function directoryOf(path: string): string {
  const at = path.lastIndexOf(separatorOf(path));
  return at < 0 ? '' : path.slice(0, at);
}

/** Finds a file of a peer by its exact path. */
export function findFile(peer: Peer, path: string): SharedFile | undefined {
  return peer.files.find((file) => file.path === path);
}
