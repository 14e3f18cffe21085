import { asProblem } from './problem.ts';
import { beside, unwrap } from './request.ts';
import type { paths } from './schema.generated.ts';

type Answer<
  Path extends keyof paths,
  Method extends 'get' | 'post' | 'put',
  Status extends number = 200,
> = paths[Path] extends {
  [M in Method]: { responses: { [S in Status]: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

/** Whether Plex answers, and what it has. */
export type PlexStatus = Answer<'/plex/status', 'get'>;
/** How it is set up. */
export type PlexSettings = Answer<'/plex/settings', 'get'>;
/** A sign-in that has begun. */
export type PlexPin = Answer<'/plex/sign-in', 'post', 201>;
/** How a sign-in stands. */
export type PlexSignIn = Answer<'/plex/sign-in/{id}', 'get'>;
/** What a folder of ours is for Plex. */
export type PlexPathTest = Answer<'/plex/settings/path-test', 'post'>;
/** A change of the setup; what is left out stays. */
export type PlexSetup = NonNullable<paths['/plex/settings']['put']['requestBody']>['content']['application/json'];

/** What came of trying. */
export type PlexTrial = Answer<'/plex/settings/try', 'post'>;
/** Where Plex is, as entered; what is left out is what is in use. */
export type PlexEntry = NonNullable<paths['/plex/settings/try']['post']['requestBody']>['content']['application/json'];

/** Asks Plex with what was entered and stores nothing; takes some seconds at the most. */
export function tryPlex(entry: PlexEntry): Promise<PlexTrial> {
  return unwrap(beside.POST('/plex/settings/try', { body: entry }));
}

/** A playlist that is kept in Plex. */
export type KeptInPlex = Answer<'/plex/kept-playlists/{kind}/{source_id}', 'get'>;

/** How a playlist of the account is kept in Plex; `null`: it never was. */
export async function readKeptInPlex(id: string, signal: AbortSignal): Promise<KeptInPlex | null> {
  const path = { kind: 'playlist', source_id: id } as const;
  try {
    return await unwrap(beside.GET('/plex/kept-playlists/{kind}/{source_id}', { params: { path }, signal }));
  } catch (error) {
    if (asProblem(error).status === 404) return null;
    throw error;
  }
}

/** Keeps a playlist of the account in Plex from now on, or no more. */
export function keepInPlex(id: string, keep: boolean): Promise<KeptInPlex> {
  const path = { kind: 'playlist', source_id: id } as const;
  return unwrap(beside.PUT('/plex/kept-playlists/{kind}/{source_id}', { params: { path }, body: { keep } }));
}

/** Whether Plex answers, and what to do where it does not. */
export function readPlexStatus(signal: AbortSignal): Promise<PlexStatus> {
  return unwrap(beside.GET('/plex/status', { signal }));
}

/** How Plex is set up. */
export function readPlexSettings(signal: AbortSignal): Promise<PlexSettings> {
  return unwrap(beside.GET('/plex/settings', { signal }));
}

/** Changes the setup; throws a `Problem` whose message names what is wrong. */
export function setUpPlex(change: PlexSetup): Promise<PlexSettings> {
  return unwrap(beside.PUT('/plex/settings', { body: change }));
}

/** What a folder of ours is for Plex, and in which library it lies. */
export function testPlexPath(path: string): Promise<PlexPathTest> {
  return unwrap(beside.POST('/plex/settings/path-test', { body: { path } }));
}

/** Begins to sign in. */
export function beginPlexSignIn(): Promise<PlexPin> {
  return unwrap(beside.POST('/plex/sign-in'));
}

/** How the sign-in stands. */
export function readPlexSignIn(id: number, signal: AbortSignal): Promise<PlexSignIn> {
  return unwrap(beside.GET('/plex/sign-in/{id}', { params: { path: { id } }, signal }));
}

/** Uses one of the servers of the account. */
export async function choosePlexServer(machineIdentifier: string): Promise<void> {
  await unwrap(beside.PUT('/plex/server', { body: { machine_identifier: machineIdentifier } }));
}

/** Forgets the sign-in. */
export async function signOutOfPlex(): Promise<void> {
  await unwrap(beside.DELETE('/plex/sign-in'));
}

/** Asks for a scan of a library. */
export function scanPlex(sectionId: string): Promise<Answer<'/plex/library/{section_id}/scan', 'post', 202>> {
  return unwrap(
    beside.POST('/plex/library/{section_id}/scan', { params: { path: { section_id: sectionId } }, body: {} }),
  );
}
