import { ServiceFault } from '#platform/outbound';

/** A JSON object of unknown content. */
export type Json = Readonly<Record<string, unknown>>;

/** The fields of a transfer that we read. `states` is the flag set, split. Null and absent are the same at slskd (reference §1.2). */
export interface WireTransfer {
  readonly id: string;
  readonly batchId: string | null;
  readonly username: string;
  readonly filename: string;
  readonly size: number;
  readonly states: ReadonlySet<string>;
  readonly bytesTransferred: number;
  readonly averageSpeed: number;
  readonly placeInQueue: number | null;
  readonly exception: string | null;
  readonly attempts: number | null;
  readonly removed: boolean;
  readonly requestedAt: Date | null;
  readonly endedAt: Date | null;
}

/** A search without its responses. */
export interface WireSearch {
  readonly states: ReadonlySet<string>;
  readonly endedAt: Date | null;
  readonly responseCount: number;
  readonly fileCount: number;
}

/** One unlocked file offered in a search. */
interface WireFile {
  readonly filename: string;
  readonly size: number;
  readonly extension: string | null;
  readonly bitRate: number | null;
  readonly bitDepth: number | null;
  readonly sampleRate: number | null;
  readonly length: number | null;
  readonly isVariableBitRate: boolean | null;
}

/** One peer's answer to a search. */
export interface WireResponse {
  readonly username: string;
  readonly hasFreeUploadSlot: boolean;
  readonly uploadSpeed: number;
  readonly queueLength: number;
  readonly files: readonly WireFile[];
}

/** A `DownloadFileComplete` event. */
export interface WireCompletion {
  readonly id: string;
  readonly transferId: string;
  readonly localFilename: string;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
export const objectOf = (value: unknown): Json => (isObject(value) ? value : {});
const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A whole number within `0..max`, or `null`. */
function countOf(value: unknown, max = Number.MAX_SAFE_INTEGER): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return null;
  return Math.min(Math.trunc(value), max);
}

/** A time of slskd. `requestedAt` and `enqueuedAt` come without zone although they are UTC (reference §1.2). */
export function timeOf(value: unknown): Date | null {
  if (typeof value !== 'string') return null;
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(value) ? value : `${value}Z`;
  const time = new Date(zoned.replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(time.getTime()) ? null : time;
}

/** `"Completed, Succeeded"` as a set. */
export function statesOf(value: unknown): ReadonlySet<string> {
  const text = typeof value === 'string' ? value : '';
  return new Set(
    text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  );
}

/** Refuses a shape that cannot be what slskd sends. */
export function unexpectedShape(what: string): ServiceFault {
  return new ServiceFault({
    service: 'slskd',
    code: 'unexpected_shape',
    sentence: `slskd answered ${what} in an unknown form.`,
    remedy: 'Check that SLSKD_BASE_URL leads to slskd, version 0.22 or newer.',
  });
}

/** One transfer; `null` when it lacks what makes it one. */
export function readTransfer(value: unknown): WireTransfer | null {
  if (!isObject(value)) return null;
  const id = textOf(value['id']);
  const username = textOf(value['username']);
  const filename = textOf(value['filename']);
  if (id === null || username === null || filename === null) return null;
  return {
    id: id.toLowerCase(),
    batchId: textOf(value['batchId'])?.toLowerCase() ?? null,
    username,
    filename,
    size: countOf(value['size']) ?? 0,
    states: statesOf(value['state']),
    bytesTransferred: countOf(value['bytesTransferred']) ?? 0,
    averageSpeed: countOf(value['averageSpeed']) ?? 0,
    placeInQueue: countOf(value['placeInQueue'], 2_147_483_647),
    exception: textOf(value['exception']),
    attempts: countOf(value['attempts']),
    removed: value['removed'] === true,
    requestedAt: timeOf(value['requestedAt']),
    endedAt: timeOf(value['endedAt']),
  };
}

/** The transfers of one user object or of the whole list. Entries that are no transfers are left out; a wrong outer shape throws. */
export function readTransferList(value: unknown): readonly WireTransfer[] {
  const users = Array.isArray(value) ? value : isObject(value) && 'directories' in value ? [value] : null;
  if (users === null) throw unexpectedShape('the list of transfers');
  return users
    .flatMap((user) => arrayOf(objectOf(user)['directories']))
    .flatMap((directory) => readTransfers(objectOf(directory)['files']));
}

/** The transfers of a plain list; entries that are none are left out. */
export function readTransfers(value: unknown): readonly WireTransfer[] {
  return arrayOf(value)
    .map(readTransfer)
    .filter((transfer) => transfer !== null);
}

/** A search record; throws when it is none. */
export function readSearch(value: unknown): WireSearch {
  if (!isObject(value) || typeof value['state'] !== 'string') throw unexpectedShape('a search');
  return {
    states: statesOf(value['state']),
    endedAt: timeOf(value['endedAt']),
    responseCount: countOf(value['responseCount']) ?? 0,
    fileCount: countOf(value['fileCount']) ?? 0,
  };
}

/** The peers' answers; locked files are left out (they sit in `lockedFiles`), and so is what no database could store unchanged. */
export function readResponses(value: unknown): readonly WireResponse[] {
  if (!Array.isArray(value)) throw unexpectedShape('the responses of a search');
  return value.flatMap((entry) => {
    const response = objectOf(entry);
    const username = textOf(response['username']);
    if (username === null || !storable(username)) return [];
    return [
      {
        username,
        hasFreeUploadSlot: response['hasFreeUploadSlot'] === true,
        uploadSpeed: countOf(response['uploadSpeed']) ?? 0,
        queueLength: countOf(response['queueLength'], 2_147_483_647) ?? 0,
        files: arrayOf(response['files']).flatMap(readFile),
      },
    ];
  });
}

function readFile(value: unknown): WireFile[] {
  const file = objectOf(value);
  const filename = textOf(file['filename']);
  const size = countOf(file['size']);
  if (filename === null || size === null || !storable(filename)) return [];
  const small = (key: string): number | null => {
    const count = countOf(file[key]);
    return count === null || count === 0 || count > 2_147_483_647 ? null : count;
  };
  return [
    {
      filename,
      size,
      extension: textOf(file['extension']),
      bitRate: small('bitRate'),
      bitDepth: small('bitDepth'),
      sampleRate: small('sampleRate'),
      length: small('length'),
      isVariableBitRate: typeof file['isVariableBitRate'] === 'boolean' ? file['isVariableBitRate'] : null,
    },
  ];
}

/** Names with NUL or lone surrogates would not survive storing, and the peer knows only the exact name. */
const storable = (name: string): boolean => !name.includes('\0') && name.isWellFormed();

/** Completion events of one page with the page's length and its oldest time. `data` is JSON inside a string (reference §10). */
export function readEvents(value: unknown): {
  readonly count: number;
  readonly oldest: Date | null;
  readonly completions: readonly WireCompletion[];
} {
  if (!Array.isArray(value)) throw unexpectedShape('the list of events');
  const times = value.map((entry) => timeOf(objectOf(entry)['timestamp'])).filter((time) => time !== null);
  return {
    count: value.length,
    oldest: times.reduce<Date | null>((least, time) => (least === null || time < least ? time : least), null),
    completions: value.flatMap(readCompletion),
  };
}

function readCompletion(value: unknown): WireCompletion[] {
  const event = objectOf(value);
  if (event['type'] !== 'DownloadFileComplete') return [];
  const data = parsed(event['data']);
  const transferId = textOf(objectOf(data['transfer'])['id'])?.toLowerCase() ?? null;
  const localFilename = textOf(data['localFilename']);
  const id = textOf(event['id']);
  // Sample events raised by `POST /events/{type}` carry the all-zero id.
  if (id === null || transferId === null || localFilename === null || /^[0-]+$/.test(transferId)) return [];
  return [{ id, transferId, localFilename }];
}

function parsed(value: unknown): Json {
  if (typeof value !== 'string') return objectOf(value);
  try {
    return objectOf(JSON.parse(value));
  } catch {
    // One unreadable event must not hide the others; its file is then found by the naming rules.
    return {};
  }
}
