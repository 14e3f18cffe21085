import type { paths } from './schema.generated.ts';

type Base = '/api/v1';

/** The interface with its routes relative to the base path, which an operator may change. */
export type Routes = { [Path in keyof paths as Path extends `${Base}${infer Rest}` ? Rest : never]: paths[Path] };

type Got<Path extends keyof Routes> = Routes[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

/** The seven stations in order. */
export const stages = ['search', 'match', 'download', 'verify', 'organise', 'tag', 'publish'] as const;

/** Station of the journey. */
export type Stage = (typeof stages)[number];

/** The states in the order in which people care for them. */
export const wishStates = ['active', 'queued', 'waiting', 'review', 'done', 'cancelled'] as const;

/** What a wish is doing. */
export type WishState = (typeof wishStates)[number];

type WirePage = Got<'/wishes'>;
type WireWish = WirePage['items'][number];
type WireDetail = Got<'/wishes/{id}'>;

/** A wanted track as the list shows it. */
export type Wish = Omit<WireWish, 'stage' | 'state'> & { stage: Stage; state: WishState };
/** How many wishes are in each state. */
export type WishCounts = Record<WishState, number>;
/** How many wishes are in each state, and how many of those under way at each station. */
export type WishStats = Omit<Got<'/wishes/stats'>, 'by_stage'> & { by_stage: Record<Stage, number> };
/** One page of wishes with the counts of all states. */
export type WishPage = Omit<WirePage, 'items' | 'counts'> & { items: Wish[]; counts: WishCounts };
/** One offered file with the verdict and its reasons. */
export type Candidate = Omit<WireDetail['candidates'][number], 'verdict' | 'outcome'> & {
  verdict: 'auto' | 'review' | 'reject' | null;
  outcome: 'delivered' | 'failed' | 'refused' | null;
};
/** One question that was put to the network. */
export type Search = WireDetail['searches'][number];
/** A wish with its searches and candidates: the proof behind its state. */
export type WishDetail = Wish & { searches: Search[]; candidates: Candidate[] };
/** Everything that was decided and done for a wish. */
export type WishProof = Got<'/wishes/{id}/proof'>;
/** The same for many wishes. */
export type BulkWishes = Routes['/wishes/bulk']['post']['requestBody']['content']['application/json'];
/** What became of a portion of them. */
export type BulkAnswer = Routes['/wishes/bulk']['post']['responses'][200]['content']['application/json'];
/** What wishes may be narrowed to. */
export interface WishQuery {
  readonly state?: WishState;
  readonly stage?: Stage;
  readonly query?: string;
  /** `import:<id>` or `playlist:<id>`. */
  readonly list?: string;
}
/** What checking a file that arrived found. */
export type FileCheck = WishProof['verified'][number];
/** One accepted list with its counters. */
export type IngestJob = Omit<Got<'/spotify/import/jobs'>['items'][number], 'state'> & {
  state: 'registered' | 'normalized' | 'queued' | 'completed' | 'failed';
};
/** A slice of an import's lines. */
export type IngestItemPage = Pick<Got<'/spotify/import/jobs/{job_id}/items'>, 'items' | 'total'>;
/** One line of a list with what became of it. */
export type IngestItem = IngestItemPage['items'][number];
/** What the server says about a list that was handed in. */
export type Submission = Routes['/spotify/import/free']['post']['responses'][202]['content']['application/json'];
/** A slice of the library. */
export type LibraryPage = Got<'/library/files'>;
/** A file that is in its place. */
export type LibraryFile = LibraryPage['items'][number];
/** The scan of the music folder. */
export type LibraryScan = Got<'/library/scan'>;
/** What a scan could not read. */
export type ScanProblems = Got<'/library/scan/problems'>;
/** The next artists of the library. */
export type LibraryArtists = Got<'/library/artists'>;
/** The next of all albums of the library. */
export type LibraryWall = Got<'/library/albums/all'>;
/** The albums of an artist in the library. */
export type ArtistAlbums = Got<'/library/albums'>;
/** One album of the library with how complete it is. */
export type LibraryAlbum = ArtistAlbums['items'][number];
/** The files of an album, and the numbers that are missing. */
export type AlbumTracks = Got<'/library/tracks'>;
/** Recordings of which there are several files. */
export type Duplicates = Got<'/library/duplicates'>;
/** One recording with its files, the best first. */
export type Duplicate = Duplicates['items'][number];
/** Files that are not in the music folder any more. */
export type MissingFiles = Got<'/library/scan/missing'>;
/** Totals of the library. */
export type LibrarySummary = Got<'/library/summary'>;
/** A slice of the history. */
export type ActivityPage = Got<'/activity'>;
/** The server, its workers and its connections. */
export type ServerStatus = Omit<Got<'/status'>, 'workers' | 'connections'> & {
  workers: Record<string, WorkerState>;
  connections: Record<string, string>;
};
/** A worker as its heartbeats tell. */
export interface WorkerState {
  /** `running`, `stopped`, `stale` (no heartbeat for a minute) or `unavailable` (never seen). */
  readonly status: string;
  readonly last_seen: string | null;
  /** Jobs that wait or run. */
  readonly queue_size: number | 'n/a';
}
/** Room on the disk of the music folder, in bytes. */
export type DiskSpace = Got<'/library/disk'>;
/** A page of downloads that will not be tried again by themselves. */
export type DeadDownloads = Got<'/dlq'>['data'];
/** One of them. */
export type DeadDownload = DeadDownloads['items'][number];
/** A page of jobs that will not run again by themselves. */
export type DeadJobs = Got<'/dlq/jobs'>['data'];
/** One of them. */
export type DeadJob = DeadJobs['items'][number];
/** How many dead downloads there are, by reason. */
export type DeadStats = Omit<Got<'/dlq/stats'>['data'], 'by_reason'> & { by_reason: Record<string, number> };
/** What became of a wish to try dead letters again. */
export interface Requeued {
  readonly requeued: string[];
  readonly skipped: { id: string; reason: string }[];
}
/** One try to fetch a file from a peer. */
export type Download = Got<'/downloads'>['downloads'][number];
/** How many downloads are in each state. */
export type DownloadCounts = Got<'/downloads/stats'>;
/** A slice of the deleted files. */
export type TrashPage = Got<'/library/trash'>;
/** A deleted file that can still be restored. */
export type TrashedFile = TrashPage['items'][number];
/** Whether the Soulseek daemon answers and is signed in. */
export type SoulseekStatus = Got<'/soulseek/status'>;
/** Where slskd is, and where each of the values comes from. */
export type SoulseekSettings = Got<'/soulseek/settings'>;
/** What was entered about slskd; what is left out stays, `null` goes back to the environment. */
export interface SoulseekEntry {
  readonly base_url?: string | null;
  readonly api_key?: string | null;
  readonly downloads_dir?: string | null;
}
/** What a trial of these found. */
export type SoulseekTrial = Answered<'/soulseek/settings/try', 200>;
/** How the budget of searches is spent. */
export type SearchBudget = Got<'/soulseek/search/budget'>;

/** The account at Spotify and what it allows. */
export type SpotifyStatus = Got<'/spotify/status'>;
/** What was entered about the app of Spotify; what is left out stays, `null` goes back to the environment. */
export interface SpotifyEntry {
  readonly client_id?: string | null;
  readonly client_secret?: string | null;
}
/** What a trial of these found. */
export type SpotifyTrial = Answered<'/spotify/credentials/try', 200>;
/** Whether Spotify is asked at all. */
export type SpotifyMode = Got<'/spotify/mode'>['mode'];
/** A sign-in that has begun: where the person goes, and how to finish it. */
export type SignIn = Got<'/oauth/start'>;
/** How a sign-in stands. */
export type SignInState = Got<'/oauth/status/{state}'>;

/** A watched artist: how often it is looked at, when next, and what is wrong. */
export type WatchEntry = Got<'/watchlist/{artist_key}'>;
/** A slice of the watchlist. */
export type WatchPage = Got<'/watchlist'>;
type WatchChange = NonNullable<
  Routes['/watchlist/{artist_key}']['patch']['requestBody']
>['content']['application/json'];
/** Kind of release that can be wanted. */
export type ReleaseKind = NonNullable<WatchChange['kinds']>[number];
/** What can be changed of a watched artist. */
export type WatchOptions = Omit<WatchChange, 'kinds'> & { kinds?: ReleaseKind[] };
/** An artist that a source found under a name. */
export type FoundArtist = Got<'/artists/find'>['items'][number];
/** An artist with its releases. */
export type Artist = Got<'/artists/{artist_key}'>;
/** One release with what we have of it. */
export type Release = Artist['releases'][number];
/** What became of a release that was wished for. */
export type WishedRelease =
  Routes['/artists/{artist_key}/releases/{release_id}/wish']['post']['responses'][200]['content']['application/json'];
/** A discography that is or was fetched. */
export type Discography = Got<'/soulseek/discography'>['items'][number];
/** Releases by day. */
export type Calendar = Got<'/calendar/releases'>;
/** Address of the calendar that was given to a program. */
export type CalendarToken = Got<'/calendar/tokens'>['items'][number];
/** Something that happened. */
export type ActivityEvent = Got<'/activity'>['items'][number];
/** The account's playlists as they are kept here, and how the last sync went. */
export type Playlists = Got<'/spotify/playlists'>;
/** One playlist. */
export type Playlist = Playlists['playlists'][number];
/** A slice of a playlist's rows. */
export type PlaylistItemPage = Got<'/spotify/playlists/{playlist_id}/items'>;
/** A run that gives imported lines their Spotify ids. */
export type Backfill = Got<'/spotify/backfill/jobs/{job_id}'>;

/** How auto-sync stands. */
export type AutosyncStatus = Got<'/autosync'>;
/** A run of auto-sync. */
export type AutosyncRun = NonNullable<AutosyncStatus['last_run']>;
/** A change of how auto-sync works. */
export type AutosyncChange = Routes['/autosync/settings']['put']['requestBody']['content']['application/json'];
/** A slice of the tracks that failed. */
export type AutosyncSkippedPage = Got<'/autosync/skipped'>;

/** Where people are told, and of what they can be told. */
export type NotificationTargets = Got<'/notifications/targets'>;
/** One target. */
export type NotificationTarget = NotificationTargets['items'][number];
/** A message that was sent, or is being sent. */
export type NotificationDelivery = Got<'/notifications/deliveries'>['items'][number];
/** A new target. */
export type NotificationTargetDraft =
  Routes['/notifications/targets']['post']['requestBody']['content']['application/json'];
/** A change of a target. */
export type NotificationTargetChange =
  Routes['/notifications/targets/{id}']['patch']['requestBody']['content']['application/json'];
/** How a test ended. */
export type NotificationTest =
  Routes['/notifications/targets/{id}/test']['post']['responses'][200]['content']['application/json'];
/** A target that is tried before it is kept. */
export type NotificationTargetTrial =
  Routes['/notifications/targets/try']['post']['requestBody']['content']['application/json'];
/** How that ended. */
export type NotificationTried =
  Routes['/notifications/targets/try']['post']['responses'][200]['content']['application/json'];

/** Whether signing in is needed, and who is signed in. */
export type Session = Got<'/session'>;

/** A key that was made here, without its text. */
export type ApiKey = Got<'/keys'>['items'][number];

/** What a key may do. */
export type Scope = ApiKey['scope'];

/** A key with its text, just made. */
export type MadeKey = ApiKey & { readonly key: string };

type Sent<Path extends keyof Routes, Method extends 'post'> = Routes[Path] extends {
  [Name in Method]: { requestBody: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;
type Answered<Path extends keyof Routes, Status extends number> = Routes[Path] extends {
  post: { responses: { [Code in Status]: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

/** A transfer as slskd says it. */
export type PassedTransfer = Record<string, unknown>;
/** What the network answered to a search by hand. */
export type NetworkSearch = Answered<'/soulseek/search', 200>;
/** One offered file of it. */
export type NetworkFile = NetworkSearch['results'][number];
/** A file to be fetched from a named peer. */
export type PeerFile = Sent<'/download', 'post'>['files'][number];
/** What became of the files that were asked for. */
export type FetchReceipt = Answered<'/download', 202>;
/** What became of our requests to peers. */
export type PeerPage = Got<'/peers'>;
/** One peer. */
export type Peer = PeerPage['items'][number];
/** By what peers are ordered. */
export type PeerOrder = NonNullable<NonNullable<Routes['/peers']['get']['parameters']['query']>['sort']>;
/** What is searched for over all sources, and which results pass. */
export type SearchRequest = Sent<'/search', 'post'>;
/** Results of all sources. */
export type SearchAnswer = Answered<'/search', 200>;
/** One result. */
export type FoundItem = SearchAnswer['items'][number];
/** Other names of an artist. */
export type Aliases = Got<'/matching/aliases'>['items'][number];
/** A slice of the reported decisions. */
export type CasePage = Got<'/matching/cases'>;
/** One reported decision. */
export type ReportedCase = CasePage['items'][number];
/** Cases as a file holds them. */
export type CaseFile = Sent<'/matching/cases/import', 'post'>;
/** What other settings would have chosen. */
export type WhatIf = Answered<'/matching/what-if', 200>;
/** One wish for which they would have chosen something else. */
export type WhatIfChange = WhatIf['changes'][number];
/** Settings to be tried. */
export type WhatIfSettings = Sent<'/matching/what-if', 'post'>['settings'];
/** What is stored in the database, secrets masked. */
export type StoredSettings = Got<'/settings'>;
/** An integration with how it is. */
export type Provider = Got<'/integrations'>['data']['providers'][number];
/** Every setting with its effective value. */
export type DeclaredSettings = Got<'/settings/declared'>;
/** One setting: what it means, what is in effect, and how it is changed. */
export type DeclaredSetting = DeclaredSettings['items'][number];
/** One change of a stored setting. */
export type SettingChange = Got<'/settings/history'>['history'][number];
/** How files are named. */
export type NamingTemplate = Got<'/library/naming-template'>;
/** Where one kind of track would lie. */
export type NamingExample = NamingTemplate['examples'][number];
/** The backups that are kept. */
export type Backups = Got<'/backups'>;
/** One backup. */
export type Backup = Backups['items'][number];
/** What the doctor found. */
export type Examination = Got<'/doctor'>;
/** One thing that the doctor looked at. */
export type HealthCheck = Examination['checks'][number];
