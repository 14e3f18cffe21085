import { isUtf8 } from 'node:buffer';

/** Character encodings that lists come in. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** What the first bytes of a file say about it. */
export type Sniffed =
  | { readonly kind: 'text'; readonly encoding: Encoding; readonly bomLength: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'zip' }
  | { readonly kind: 'binary'; readonly what: string };

// A file in an archive, and an archive without files.
const zipMarks: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
];

// Beginnings of files that people drop by mistake, for a sentence that names what they dropped.
const magic: readonly (readonly [what: string, bytes: readonly number[], offset?: number])[] = [
  ['a gzip archive', [0x1f, 0x8b]],
  ['a 7-Zip archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['a RAR archive', [0x52, 0x61, 0x72, 0x21, 0x1a]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['a picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a picture', [0xff, 0xd8, 0xff]],
  ['a picture', [0x47, 0x49, 0x46, 0x38]],
  ['an audio file', [0x66, 0x4c, 0x61, 0x43]],
  ['an audio file', [0x49, 0x44, 0x33]],
  ['an audio file', [0x4f, 0x67, 0x67, 0x53]],
  ['an audio file', [0x66, 0x74, 0x79, 0x70], 4],
  ['a database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65]],
  ['a program', [0x7f, 0x45, 0x4c, 0x46]],
  ['an old Office document', [0xd0, 0xcf, 0x11, 0xe0]],
];

/** Decides from the first bytes (64 KiB suffice) whether a file is text, and in which encoding. */
export function sniffEncoding(head: Uint8Array): Sniffed {
  if (head.length === 0) return { kind: 'empty' };
  if (zipMarks.some((mark) => mark.every((byte, at) => head[at] === byte))) return { kind: 'zip' };
  const known = magic.find(([, bytes, offset = 0]) => bytes.every((byte, at) => head[offset + at] === byte));
  if (known) return { kind: 'binary', what: known[0] };
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { kind: 'text', encoding: 'utf-8', bomLength: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { kind: 'text', encoding: 'utf-16le', bomLength: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { kind: 'text', encoding: 'utf-16be', bomLength: 2 };

  const zeros = [0, 0];
  let controls = 0;
  for (let at = 0; at < head.length; at += 1) {
    const byte = head[at] ?? 0;
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27) controls += 1;
  }
  const [even = 0, odd = 0] = zeros;
  const half = head.length / 2;
  // Line ends, separators and digits alone make a fifth of any list: in UTF-16 each has its zero on the same side.
  if (head.length >= 4 && odd > half * 0.15 && even < odd * 0.05)
    return { kind: 'text', encoding: 'utf-16le', bomLength: 0 };
  if (head.length >= 4 && even > half * 0.15 && odd < even * 0.05)
    return { kind: 'text', encoding: 'utf-16be', bomLength: 0 };
  if ((even + odd + controls) / head.length > 0.1) return { kind: 'binary', what: 'a binary file' };
  return { kind: 'text', encoding: 'utf-8', bomLength: 0 };
}

/**
 * Decodes chunk by chunk. Text that starts as UTF-8 and turns out not to be becomes Windows-1252 from there when nothing but ASCII
 * came before; otherwise single damaged characters become U+FFFD.
 */
export function textDecoder(encoding: Encoding): { push(bytes: Uint8Array): string; end(): string } {
  if (encoding !== 'utf-8') {
    const decoder = new TextDecoder(encoding, { ignoreBOM: true });
    return { push: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  }
  let carried: Uint8Array = new Uint8Array(0);
  let sawMultiByte = false;
  let fallback: InstanceType<typeof TextDecoder> | null = null;

  const decode = (bytes: Uint8Array): string => {
    if (fallback) return fallback.decode(bytes, { stream: true });
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    if (isUtf8(bytes)) {
      // Each character beyond ASCII takes more bytes than UTF-16 units.
      if (text.length !== bytes.length) sawMultiByte = true;
      return text;
    }
    const damaged = text.match(/\ufffd/g)?.length ?? 0;
    const sound = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
    if (sawMultiByte || sound > damaged) return text;
    fallback = new TextDecoder('windows-1252');
    return fallback.decode(bytes, { stream: true });
  };

  return {
    push(bytes) {
      const all = carried.length === 0 ? bytes : Buffer.concat([carried, bytes]);
      const cut = fallback ? all.length : all.length - unfinished(all);
      carried = all.slice(cut);
      return decode(all.subarray(0, cut));
    },
    end() {
      const text = decode(carried);
      carried = new Uint8Array(0);
      return text;
    },
  };
}

/** How many bytes at the end belong to a UTF-8 character that is not complete yet: 0 … 3. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? back : 0;
    }
  }
  return 0;
}
