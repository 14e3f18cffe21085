/**
 * The part of Harmony's HTTP interface that the page uses, in the layout that `openapi-typescript` writes.
 * `client.ts` and `types.ts` are its only importers: point them at `schema.generated.ts` and this file can go.
 */

interface Answer<Body> {
  headers: Record<string, unknown>;
  content: { 'application/json': Body };
}

interface Refusal {
  ok: false;
  error: { code: string; message: string; meta?: Record<string, unknown> };
}

interface SubmissionBody {
  ok: boolean;
  job_id: string | null;
  accepted: { playlists: number; tracks: number; batches: number };
  skipped: { playlists: number; tracks: number; reason?: string | null };
  error?: { code: string; message: string } | null;
}

interface IngestJobBody {
  id: string;
  state: 'registered' | 'normalized' | 'queued' | 'completed' | 'failed';
  source: string;
  file_name: string | null;
  format: string | null;
  counts: {
    registered: number;
    normalized: number;
    queued: number;
    completed: number;
    failed: number;
    skipped: number;
  };
  created_at: string;
  error: string | null;
}

interface IngestItemBody {
  id: number;
  line: number;
  raw_line: string | null;
  title: string | null;
  artists: string[] | null;
  state: 'registered' | 'normalized' | 'queued' | 'completed' | 'failed' | 'skipped';
  reason_code: string | null;
  reason: string | null;
  wish_id: number | null;
}

interface WishBody {
  id: number;
  title: string;
  artists: string[];
  album: string | null;
  duration_ms: number | null;
  stage: 'search' | 'match' | 'download' | 'verify' | 'organise' | 'tag' | 'publish';
  state: 'queued' | 'active' | 'waiting' | 'review' | 'done' | 'cancelled';
  reason: { code: string; sentence: string } | null;
  priority: number;
  attempts: number;
  next_attempt_at: string | null;
  download: {
    id: number;
    username: string;
    filename: string;
    state: string;
    /** Percent, 0 to 100. */
    progress: number;
    /** Bytes per second. */
    average_speed_bps: number | null;
    queue_position: number | null;
  } | null;
  file: { id: number; path: string; format: string; bitrate_kbps: number | null; duration_ms: number | null } | null;
  created_at: string;
  updated_at: string;
  settled_at: string | null;
}

interface WishDetailBody extends WishBody {
  searches: {
    query: string;
    response_count: number;
    file_count: number;
    state: string;
    started_at: string;
    ended_at: string | null;
  }[];
  candidates: {
    id: number;
    username: string;
    path: string;
    size_bytes: number;
    extension: string | null;
    bitrate_kbps: number | null;
    length_s: number | null;
    verdict: 'auto' | 'review' | 'reject' | null;
    /** Likeness, 0 to 1. */
    score: number | null;
    rank: number | null;
    reasons: { rule: string; weight: number; sentence: string }[];
    outcome: 'delivered' | 'failed' | 'refused' | null;
    outcome_reason: string | null;
  }[];
}

interface WishPageBody {
  items: WishBody[];
  next_cursor: string | null;
  counts: { queued: number; active: number; waiting: number; review: number; done: number; cancelled: number };
}

interface LibraryFileBody {
  id: number;
  path: string;
  title: string;
  artists: string[];
  album: string | null;
  track_number: number | null;
  format: string;
  lossless: boolean | null;
  bitrate_kbps: number | null;
  duration_ms: number | null;
  size_bytes: number;
  added_at: string;
}

interface Query<Shape> {
  query?: Shape;
  header?: never;
  path?: never;
  cookie?: never;
}

interface WishPath {
  query?: never;
  header?: never;
  path: { id: number };
  cookie?: never;
}

interface Reads<Parameters, Body> {
  get: { parameters: Parameters; requestBody?: never; responses: { 200: Answer<Body>; default: Answer<Refusal> } };
}

interface WishStep {
  post: { parameters: WishPath; requestBody?: never; responses: { 200: Answer<WishBody>; default: Answer<Refusal> } };
}

/** Every route that the page calls; the keys are relative to the base path. */
export interface paths {
  '/spotify/import/free': {
    post: {
      parameters: Query<never>;
      requestBody: { content: { 'application/json': { tracks: string[]; playlist_links: string[] } } };
      responses: { 202: Answer<SubmissionBody>; 207: Answer<SubmissionBody>; default: Answer<Refusal> };
    };
  };
  '/spotify/import/free/upload': {
    post: {
      parameters: Query<never>;
      requestBody: { content: { 'multipart/form-data': { file: string } } };
      responses: { 202: Answer<SubmissionBody>; 207: Answer<SubmissionBody>; default: Answer<Refusal> };
    };
  };
  '/spotify/import/jobs': Reads<Query<{ limit?: number }>, { jobs: IngestJobBody[] }>;
  '/spotify/import/jobs/{id}/items': Reads<
    {
      query?: { state?: string; limit?: number; offset?: number };
      header?: never;
      path: { id: string };
      cookie?: never;
    },
    { items: IngestItemBody[]; total: number }
  >;
  '/wishes': Reads<
    Query<{ state?: string; stage?: string; query?: string; limit?: number; cursor?: string }>,
    WishPageBody
  >;
  '/wishes/{id}': Reads<WishPath, WishDetailBody> & {
    patch: {
      parameters: WishPath;
      requestBody: { content: { 'application/json': { priority: number } } };
      responses: { 200: Answer<WishBody>; default: Answer<Refusal> };
    };
  };
  '/wishes/{id}/retry': WishStep;
  '/wishes/{id}/cancel': WishStep;
  '/library/files': Reads<
    Query<{ query?: string; limit?: number; offset?: number }>,
    { items: LibraryFileBody[]; total: number }
  >;
  '/library/summary': Reads<Query<never>, { files: number; bytes: number; artists: number; albums: number }>;
  '/soulseek/status': Reads<
    Query<never>,
    { status: 'connected' | 'disconnected'; detail?: string; version?: string; logged_in?: boolean; username?: string }
  >;
}
