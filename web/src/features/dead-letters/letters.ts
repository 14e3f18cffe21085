import type { DeadDownload, DeadJob } from '../../api/index.ts';

/** A dead letter of either kind as the list shows it. Its sentences are the server's, in English; the page says what it can by the reason. */
export interface Letter {
  readonly kind: 'download' | 'job';
  readonly id: string;
  readonly title: string;
  /** The wish that it stands in the way of. */
  readonly wishId: number | null;
  /** Where it came from: a peer, a type of job. */
  readonly source: string;
  readonly path: string | null;
  readonly reason: string;
  readonly message: string;
  readonly tried: string | null;
  readonly remedy: string | null;
  readonly tries: number;
  readonly at: string;
}

function lastOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** A dead download: named after its wish, else its file. */
export function letterOfDownload(dead: DeadDownload): Letter {
  return {
    kind: 'download',
    id: dead.id,
    title: dead.wish ?? lastOf(dead.filename),
    wishId: dead.wish_id,
    source: dead.username,
    path: dead.filename,
    reason: dead.reason,
    message: dead.message,
    tried: dead.tried,
    remedy: dead.remedy,
    tries: dead.retry_count,
    at: dead.updated_at,
  };
}

/** A dead job: named after its type and, when the payload says so, its wish. */
export function letterOfJob(dead: DeadJob): Letter {
  const wish = Number(dead.payload['wish_id'] ?? dead.payload['wishId']);
  const wishId = Number.isSafeInteger(wish) && wish > 0 ? wish : null;
  return {
    kind: 'job',
    id: dead.id,
    title: wishId === null ? dead.type : `${dead.type} · ${wishId}`,
    wishId,
    source: dead.type,
    path: null,
    reason: dead.reason,
    message: dead.message,
    tried: null,
    remedy: dead.remedy,
    tries: dead.tries,
    at: dead.created_at,
  };
}

/** A word of the interface as a person would write it: `all_peers_failed` → `All peers failed`. */
export function plainWord(word: string): string {
  const text = word.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
