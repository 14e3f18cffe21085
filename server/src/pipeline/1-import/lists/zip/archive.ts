import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

/** Files in an archive that are looked at; an account export has some dozen. */
const maxMembers = 2000;

/** One file in an archive. */
export interface Member {
  readonly name: string;
  /** Its contents as they are unpacked; ends early when `problem` becomes set. */
  open(): AsyncGenerator<Uint8Array>;
  /** Set while reading: the data are damaged, or the archive unpacks to more than it may. */
  readonly problem: () => 'damaged' | 'too_large' | null;
}

/** What became of opening an archive. */
export type Archive =
  | { readonly kind: 'archive'; readonly members: readonly Member[] }
  | { readonly kind: 'broken' | 'encrypted' | 'too_many' };

/**
 * Reads the directory of a ZIP archive in memory (PKWARE APPNOTE 4.3; no ZIP64, methods 0 and 8). Nothing is written to disk, so paths in it are
 * only names. `maxUnpacked` bounds all members together, whatever the directory claims.
 */
export function openArchive(bytes: Buffer, maxUnpacked: number): Archive {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0 || end + 22 > bytes.length) return { kind: 'broken' };
  const count = bytes.readUInt16LE(end + 10);
  if (count > maxMembers) return { kind: 'too_many' };
  const budget = { left: maxUnpacked };
  const members: Member[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return { kind: 'broken' };
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) return { kind: 'encrypted' };
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const file = {
      method: bytes.readUInt16LE(at + 10),
      size: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    };
    if (!isClutter(name)) members.push(memberOf(bytes, name, file, budget));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return { kind: 'archive', members };
}

/** Folders and what operating systems add. */
function isClutter(name: string): boolean {
  return name.endsWith('/') || name.startsWith('__MACOSX/') || /(?:^|\/)\.[^/]*$/.test(name);
}

function memberOf(
  bytes: Buffer,
  name: string,
  file: { readonly method: number; readonly size: number; readonly offset: number },
  budget: { left: number },
): Member {
  let problem: 'damaged' | 'too_large' | null = null;
  const packed = (): Buffer | null => {
    const { offset, size } = file;
    if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50) return null;
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    return start + size > bytes.length ? null : bytes.subarray(start, start + size);
  };
  return {
    name,
    problem: () => problem,
    async *open() {
      const data = packed();
      if (data === null || (file.method !== 0 && file.method !== 8)) {
        problem = 'damaged';
        return;
      }
      const unpacked = file.method === 0 ? Readable.from([data], { objectMode: false }) : inflate(data);
      try {
        for await (const chunk of unpacked as AsyncIterable<Buffer>) {
          budget.left -= chunk.length;
          if (budget.left < 0) {
            problem = 'too_large';
            return;
          }
          yield chunk;
        }
      } catch {
        problem = 'damaged'; // zlib's words about the bit stream help nobody; the reader of the list names the file.
      }
    },
  };
}

function inflate(data: Buffer): Readable {
  const stream = createInflateRaw({ chunkSize: 65_536 });
  // Whoever iterates hears of faults; one that comes after the iteration was left early concerns nobody.
  stream.on('error', () => undefined);
  stream.end(data);
  return stream;
}
