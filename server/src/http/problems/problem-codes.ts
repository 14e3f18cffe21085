/** What a code of the error envelope means: the statuses that it comes with, the sense, and what to do. */
interface ProblemMeaning {
  readonly statuses: readonly number[];
  readonly means: string;
  readonly remedy: string;
}

/** Every code of the error envelope; `docs/problems.md` is generated from this. */
export const problemCodes = {
  VALIDATION_ERROR: {
    statuses: [400, 405, 413, 414, 415, 431],
    means:
      'The request is not understood, too large or of a wrong kind. `meta.fields` or `meta.field` names what is meant.',
    remedy: 'Change what is named, and send it again. The same request will be refused again.',
  },
  AUTH_REQUIRED: {
    statuses: [401],
    means: 'A key is needed, or the one that was shown is unknown, revoked or expired.',
    remedy: 'Send a key as `X-API-Key` or `Authorization: Bearer`, or sign in on the page (how-to/access.md).',
  },
  FORBIDDEN: {
    statuses: [403],
    means: 'The key does not reach this far, or the request comes from where nothing may be changed from.',
    remedy: 'Use a key with the scope that `meta.needed` names; for other causes see the reason.',
  },
  NOT_FOUND: {
    statuses: [404],
    means: 'There is nothing at this address, or nothing of this id (any more).',
    remedy: 'Look the id up in the list again.',
  },
  CONFLICT: {
    statuses: [409],
    means: 'What is there contradicts the request: it exists already, is under way, or has another state.',
    remedy: 'Read the present state, and decide anew. See the reason.',
  },
  RATE_LIMITED: {
    statuses: [429],
    means: 'Too many requests, or a service behind Harmony asks for a pause.',
    remedy: 'Wait for `Retry-After` (seconds) or `meta.retry_after_ms`.',
  },
  DEPENDENCY_ERROR: {
    statuses: [424, 502, 503, 504],
    means: 'Something that Harmony needs does not work: the database, slskd, Spotify, Plex, beets, a disk.',
    remedy: 'Do what `meta.remedy` or the sentence says; `harmony doctor` looks at everything. Then send it again.',
  },
  FEATURE_DISABLED: {
    statuses: [403, 503],
    means: 'This part of Harmony is switched off.',
    remedy: 'Switch it on with the variable that `meta.remedy` names.',
  },
  INTERNAL_ERROR: {
    statuses: [500],
    means: 'A fault of Harmony itself.',
    remedy: 'Look for `X-Debug-Id` in the log, and report it.',
  },
} as const satisfies Record<string, ProblemMeaning>;

/** Codes of the error envelope. */
export type ProblemCode = keyof typeof problemCodes;

/** What `meta.reason` says more exactly, with what to do. */
export const problemReasons: Readonly<Record<string, { readonly means: string; readonly remedy: string }>> = {
  ambiguous_artist: {
    means: 'Several artists have this name.',
    remedy: 'Choose one of `meta.choices` and send its `artist_key`.',
  },
  cross_site: {
    means: 'Another web page tried to change something.',
    remedy: 'Send a key in `X-API-Key`, or name the page in `CORS_ALLOWED_ORIGINS`.',
  },
  dead_letter: {
    means: 'This download will not be tried again by itself.',
    remedy: 'Put it back with `POST /dlq/requeue`.',
  },
  empty: { means: 'A value is empty.', remedy: 'Leave it away or fill it in.' },
  file_gone: { means: 'The file is not in its place any more.', remedy: 'Scan the library (`POST /library/scans`).' },
  files_in_use: {
    means: 'Files that should move are being worked on.',
    remedy: 'Try again when their wishes are done.',
  },
  in_library: {
    means: 'These files belong to the library, so another program may not remove them.',
    remedy: 'Delete them in Harmony.',
  },
  invalid: { means: 'The key is unknown, revoked or expired.', remedy: 'Use another key, or sign in anew.' },
  missing: { means: 'No key was shown.', remedy: 'Send one, or sign in on the page.' },
  needs_confirmation: {
    means: 'The change would take away more than usual.',
    remedy: 'Look at what is named; if it is right, send the number of `meta.confirm` along.',
  },
  no_library: { means: 'Plex has no such library of music.', remedy: 'Set `PLEX_LIBRARY`, or make one in Plex.' },
  no_library_file: {
    means: 'The download has no file in the library.',
    remedy: 'Wait until it is filed, or look at its wish.',
  },
  no_lyrics: { means: 'No words of the song are stored.', remedy: 'Look for them with `…/lyrics/refresh`.' },
  not_configured: {
    means: 'The service is not set up.',
    remedy: 'Enter what it needs on the page or in the settings.',
  },
  not_linked: { means: 'Nobody is signed in at the service.', remedy: 'Sign in on the page.' },
  out_of_reach: {
    means: 'Files would move to where Harmony does not look.',
    remedy: 'Choose a place inside the music folder.',
  },
  resource_locked: { means: 'The same work is under way.', remedy: 'Wait for its end; `meta.job_id` names it.' },
  scope: { means: 'The scope of the key is too small.', remedy: 'Use a key with the scope of `meta.needed`.' },
  too_large: { means: 'There is more in it than is taken at once.', remedy: 'Send it in parts.' },
  too_many_links: { means: 'There are more links in it than are taken at once.', remedy: 'Send them in parts.' },
  unknown_host: {
    means: 'The server was asked under a name that is not its own.',
    remedy: 'Use its address, or name it in `TRUSTED_HOSTS`.',
  },
  unknown_provider: { means: 'There is no such secret.', remedy: 'Use one of `meta.providers`.' },
  wrong_state: { means: 'In this state it cannot be done.', remedy: 'See `meta` for the states in which it can.' },
};
