import { createHash } from 'node:crypto';

/** The mark of this body. */
export function etagOf(body: string | Buffer, weak: boolean): string {
  const mark = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  return weak ? `W/${mark}` : mark;
}

/** A strong mark of the same body in another encoding; equal marks promise equal bytes. */
export function etagFor(etag: string, encoding: string | undefined): string {
  return encoding === undefined || etag.startsWith('W/') ? etag : etag.replace(/"$/, `-${encoding}"`);
}

const bare = (etag: string): string =>
  etag
    .trim()
    .replace(/^W\//, '')
    .replace(/-(?:br|gzip|deflate|zstd)"$/, '"');

/** Whether `If-None-Match` names this mark, in any encoding (RFC 9110 §13.1.2: compared weakly). */
export function noneMatch(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some((each) => bare(each) === bare(etag));
}
