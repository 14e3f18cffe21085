import type { Plex, PlexKind } from '#integrations/plex';
import { ServiceFault } from '#platform/outbound';
import type { SettingsStore } from '#settings';

/** Numbers of a library of music. */
interface Counts {
  readonly artists: number;
  readonly albums: number;
  readonly tracks: number;
}

/** How Plex is, for people and for old clients. */
export interface PlexOverview {
  readonly ok: boolean;
  readonly status: 'connected' | 'disconnected';
  readonly state: 'ok' | 'not_configured' | 'unauthorised' | 'unreachable';
  readonly address: string | null;
  readonly server: { readonly name: string; readonly version: string; readonly machine_identifier: string } | null;
  readonly libraries: number | null;
  readonly section: { readonly section_id: string; readonly title: string; readonly refreshing: boolean } | null;
  /** Of the library of music. */
  readonly library: Counts | null;
  /** How many play something. */
  readonly sessions: number | null;
  readonly artist_count: number | null;
  readonly album_count: number | null;
  readonly track_count: number | null;
  /** When the library was last scanned, in ISO form. */
  readonly last_scan: string | null;
  readonly notifications: boolean;
  readonly problem: { readonly code: string; readonly sentence: string; readonly remedy: string } | null;
}

/** Looks at Plex; what was last known of the library is shown while it is away (`plex_*` settings). */
export async function overviewOf(deps: {
  readonly plex: Plex;
  readonly store: Pick<SettingsStore, 'all'>;
  readonly listening: boolean;
}): Promise<PlexOverview> {
  const { plex, store } = deps;
  const { state, address, server, problem } = await plex.status();
  const kept = await store.all('plex_');
  const number = (key: string): number | null => {
    const value = Number(kept.get(key) ?? Number.NaN);
    return Number.isFinite(value) ? value : null;
  };
  const before: PlexOverview = {
    ok: state === 'ok',
    status: state === 'ok' ? 'connected' : 'disconnected',
    state,
    address,
    server:
      server === null
        ? null
        : { name: server.name, version: server.version, machine_identifier: server.machineIdentifier },
    libraries: null,
    section: null,
    library: null,
    sessions: null,
    artist_count: number('plex_artist_count'),
    album_count: number('plex_album_count'),
    track_count: number('plex_track_count'),
    last_scan: kept.get('plex_last_scan') ?? null,
    notifications: deps.listening,
    problem,
  };
  if (state !== 'ok') return before;
  try {
    return { ...before, ...(await contentsOf(plex, before)) };
  } catch (error) {
    // Plex went away between two questions
    if (!(error instanceof ServiceFault)) throw error;
    const { code, message: sentence, remedy } = error;
    return { ...before, ok: false, status: 'disconnected', state: 'unreachable', problem: { code, sentence, remedy } };
  }
}

async function contentsOf({ client }: Plex, before: PlexOverview): Promise<Partial<PlexOverview>> {
  const [sections, music, playing] = await Promise.all([
    client.sections(),
    client.musicSection(),
    client.passed({ path: '/status/sessions' }),
  ]);
  const common = { libraries: sections.length, sessions: Number(playing['size'] ?? 0) };
  if (music === null) {
    const sentence = 'Plex has no such library of music.';
    const remedy = 'Set PLEX_LIBRARY to the name of a library of music, or make one in Plex.';
    return { ...common, problem: { code: 'no_library', sentence, remedy } };
  }
  const count = (kind: PlexKind) => client.count(music.id, kind);
  const [artists, albums, tracks] = await Promise.all([count('artist'), count('album'), count('track')]);
  return {
    ...common,
    section: { section_id: music.id, title: music.title, refreshing: music.refreshing },
    library: { artists, albums, tracks },
    artist_count: artists,
    album_count: albums,
    track_count: tracks,
    last_scan: before.last_scan ?? (music.scannedAt === null ? null : new Date(music.scannedAt * 1000).toISOString()),
  };
}
