import type { Entry } from './entry.ts';
import type { OpenList, Refusal } from './open-list.ts';
import { recognise } from './recognise.ts';
import { sniffEncoding, textDecoder } from './text/decode.ts';
import { openZip } from './zip/zip.ts';

/** How much is looked at to find out the encoding, in bytes. */
const sampleBytes = 65_536;
/** How much is looked at to recognise the format, in UTF-16 units. */
const sampleLength = 16_384;
/** Text handed to a reader at a time, in UTF-16 units; small enough to stay far below 20 ms. */
const usualPiece = 16_384;
/** What all files of an archive may unpack to, in bytes: more than any real export, less than a bomb. */
const maxUnpacked = 200 * 1024 * 1024;
/** Work at a stretch before other requests get their turn, in milliseconds. */
const stretchMs = 4;

/**
 * Opens a list of wanted music: finds out encoding and format from its beginning and reads on chunk by chunk, so that memory does not
 * grow with its size. Entries after the first `maxEntries` are only counted. Throws only what the source throws.
 * `pieceLength` is for tests that look for faults where one piece ends and the next begins.
 */
export async function openList(
  source: AsyncIterable<Uint8Array>,
  maxEntries: number,
  pieceLength: number = usualPiece,
  insideZip = false,
): Promise<OpenList | Refusal> {
  const iterator = source[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let size = 0;
  let complete = false;
  while (size < sampleBytes) {
    const next = await iterator.next();
    if (next.done) {
      complete = true;
      break;
    }
    head.push(next.value);
    size += next.value.byteLength;
  }
  const bytes = Buffer.concat(head);
  const sniffed = sniffEncoding(bytes.subarray(0, sampleBytes));
  if (sniffed.kind === 'empty') return { kind: 'refused', code: 'empty_file', sentence: 'The file is empty.' };
  if (sniffed.kind === 'zip' && !insideZip) {
    // Its directory is at its end; whoever gives the source bounds its size.
    const parts = [bytes];
    for (let next = await iterator.next(); !next.done; next = await iterator.next())
      parts.push(Buffer.from(next.value));
    return openZip(Buffer.concat(parts), maxUnpacked, maxEntries, (member, room) =>
      openList(member, room, pieceLength, true),
    );
  }
  if (sniffed.kind === 'binary' || sniffed.kind === 'zip') {
    await iterator.return?.();
    const what = sniffed.kind === 'zip' ? 'a ZIP archive' : sniffed.what;
    const archive = what.endsWith('archive') ? ' Unpack it and send the lists in it.' : '';
    return { kind: 'refused', code: 'not_text', sentence: `This is ${what}, not a list of tracks.${archive}` };
  }
  const decoder = textDecoder(sniffed.encoding);
  const sample = decoder.push(bytes.subarray(sniffed.bomLength)) + (complete ? decoder.end() : '');
  const reader = recognise(sample.slice(0, sampleLength), complete && sample.length <= sampleLength);
  if ('kind' in reader) {
    await iterator.return?.();
    return reader;
  }

  const tally = { beyondLimit: 0, ignored: 0 };
  let taken = 0;
  const settle = (found: readonly (Entry | null)[]): readonly Entry[] => {
    const entries = found.filter((entry) => entry !== null);
    tally.ignored += found.length - entries.length;
    const room = Math.max(0, maxEntries - taken);
    const kept = entries.length > room ? entries.slice(0, room) : entries;
    taken += kept.length;
    tally.beyondLimit += entries.length - kept.length;
    return kept;
  };

  async function* texts(): AsyncGenerator<string> {
    yield sample;
    if (complete) return;
    for (;;) {
      const next = await iterator.next();
      if (next.done) break;
      yield decoder.push(next.value);
    }
    yield decoder.end();
  }

  async function* entries(): AsyncGenerator<readonly Entry[]> {
    const breathe = breather(stretchMs);
    let first = true;
    try {
      for await (const text of texts()) {
        const whole = first ? text.replace(/^\ufeff/, '') : text;
        first = false;
        for (let at = 0; at < whole.length; at += pieceLength) {
          const kept = settle((reader as Exclude<typeof reader, Refusal>).push(whole.slice(at, at + pieceLength)));
          if (kept.length > 0) yield kept;
          await breathe();
        }
      }
      const kept = settle((reader as Exclude<typeof reader, Refusal>).end());
      if (kept.length > 0) yield kept;
    } finally {
      await iterator.return?.();
    }
  }
  return { kind: 'list', format: reader.format, encoding: sniffed.encoding, entries, tally };
}

/** A function to await in loops: gives the event loop a turn once `ms` of work have passed. */
export function breather(ms: number): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < ms) return;
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    last = performance.now();
  };
}
