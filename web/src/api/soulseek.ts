import { Problem } from './problem.ts';
import { client, done, unwrap } from './request.ts';
import type {
  Download,
  FetchReceipt,
  NetworkSearch,
  PassedTransfer,
  Peer,
  PeerFile,
  PeerOrder,
  PeerPage,
  SearchBudget,
  SoulseekEntry,
  SoulseekSettings,
  SoulseekStatus,
  SoulseekTrial,
} from './types.ts';

/** Where slskd is and why; the key is never told. */
export function readSoulseekSettings(signal: AbortSignal): Promise<SoulseekSettings> {
  return unwrap(client.GET('/soulseek/settings', { signal }));
}

/** Asks slskd with what was entered and stores nothing; takes some seconds at the most. Throws a `Problem` that names the field for what cannot be asked. */
export function trySoulseekSettings(entry: SoulseekEntry): Promise<SoulseekTrial> {
  return unwrap(client.POST('/soulseek/settings/try', { body: entry }));
}

/** Keeps what was entered, in effect at once; `null` goes back to the environment. */
export function storeSoulseekSettings(entry: SoulseekEntry): Promise<SoulseekSettings> {
  return unwrap(client.PUT('/soulseek/settings', { body: entry }));
}

/** State of the Soulseek daemon. */
export function readSoulseekStatus(signal: AbortSignal): Promise<SoulseekStatus> {
  return unwrap(client.GET('/soulseek/status', { signal }));
}

/** Searches used, left and saved. */
export function readSearchBudget(signal: AbortSignal): Promise<SearchBudget> {
  return unwrap(client.GET('/soulseek/search/budget', { signal }));
}

/** All transfers that slskd lists in that direction, ended ones too when `all`; those of other programs are among them. */
export async function listTransfers(
  list: 'uploads' | 'uploads/all' | 'downloads/all',
  signal: AbortSignal,
): Promise<PassedTransfer[]> {
  if (list === 'downloads/all') return (await unwrap(client.GET('/soulseek/downloads/all', { signal }))).downloads;
  if (list === 'uploads/all') return (await unwrap(client.GET('/soulseek/uploads/all', { signal }))).uploads;
  return (await unwrap(client.GET('/soulseek/uploads', { signal }))).uploads;
}

/** Stops an upload. */
export async function stopUpload(id: string): Promise<void> {
  await unwrap(client.DELETE('/soulseek/upload/{upload_id}', { params: { path: { upload_id: id } } }));
}

/** Hides ended uploads in the list of slskd. */
export async function forgetUploads(): Promise<void> {
  await done(client.DELETE('/soulseek/uploads/completed'));
}

/** Searches the network by hand; takes some ten seconds and counts in the search budget. */
export function searchNetwork(query: string, signal: AbortSignal): Promise<NetworkSearch> {
  return unwrap(client.POST('/soulseek/search', { body: { query }, signal }));
}

/** Fetches files of a named peer; they are verified, filed and tagged like every other. */
export function fetchFiles(username: string, files: readonly PeerFile[]): Promise<FetchReceipt> {
  return unwrap(client.POST('/download', { body: { username, files: [...files] } }));
}

/** What slskd knows of a person; one of these may fail while the others answer. */
export function readPerson(
  username: string,
  what: 'status' | 'info' | 'address',
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const options = { params: { path: { username } }, signal };
  if (what === 'status') return unwrap(client.GET('/soulseek/user/{username}/status', options));
  if (what === 'info') return unwrap(client.GET('/soulseek/user/{username}/info', options));
  return unwrap(client.GET('/soulseek/user/{username}/address', options));
}

/** Everything that a person shares; may take minutes and be many megabytes. */
export function browsePerson(username: string, signal: AbortSignal): Promise<Record<string, unknown>> {
  return unwrap(client.GET('/soulseek/user/{username}/browse', { params: { path: { username } }, signal }));
}

/** How far browsing has come, 0 to 100; `null` while nobody knows. */
export async function readBrowsing(username: string, signal: AbortSignal): Promise<number | null> {
  try {
    const params = { path: { username } };
    const status = await unwrap(client.GET('/soulseek/user/{username}/browsing_status', { params, signal }));
    const percent = status['percentComplete'];
    return typeof percent === 'number' ? percent : null;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

/** Peers that we have asked for files. */
export function listPeers(
  query: { sort: PeerOrder; limit: number; offset: number },
  signal: AbortSignal,
): Promise<PeerPage> {
  return unwrap(client.GET('/peers', { params: { query }, signal }));
}

/** What became of our requests to one peer; `null` when there were none. */
export async function readPeer(username: string, signal: AbortSignal): Promise<Peer | null> {
  try {
    return await unwrap(client.GET('/peers/{username}', { params: { path: { username } }, signal }));
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

/** Our downloads that wait or run, highest priority first. */
export async function listOpenDownloads(limit: number, signal: AbortSignal): Promise<Download[]> {
  return (await unwrap(client.GET('/downloads', { params: { query: { limit, offset: 0 } }, signal }))).downloads;
}
