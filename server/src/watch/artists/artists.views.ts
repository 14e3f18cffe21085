import type { Static } from 'typebox';
import type { FoundArtist } from '../ports.ts';
import type { artistSchema, foundSchema, releaseSchema } from './artists.schemas.ts';
import type { ArtistRow, ArtistStore } from './artists.store.ts';
import type { Completion } from './completion.ts';

type ReleaseRow = Awaited<ReturnType<ArtistStore['releases']>>['items'][number];

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** An artist as it is answered. */
export function artistView(row: Omit<ArtistRow, 'search_text'>): Static<typeof artistSchema> {
  return {
    id: row.id,
    artist_key: row.artist_key,
    source: row.source,
    source_id: row.source_id,
    name: row.name,
    aliases: row.aliases,
    genres: texts(row.genres),
    images: texts(row.images),
    popularity: row.popularity,
    metadata: record(row.metadata),
    version: row.version,
    etag: row.etag,
    last_synced_at: row.last_synced_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

/** A release as it is answered. */
export function releaseView(
  row: ReleaseRow,
  completion: Completion | null,
  artworkUrl: string | null,
  selected: boolean | undefined,
): Static<typeof releaseSchema> {
  return {
    id: row.id,
    artist_key: row.artist_key,
    source: row.source,
    source_id: row.source_id,
    title: row.title,
    release_date: row.release_date,
    release_type: row.release_type,
    kinds: row.kinds,
    total_tracks: row.total_tracks,
    state: row.state,
    state_reason: row.state_reason,
    choice: selected === undefined ? 'rules' : selected ? 'always' : 'never',
    images: texts(record(row.metadata).images),
    wished_at: row.wished_at?.toISOString() ?? null,
    artwork_url: artworkUrl,
    completion,
    version: row.version,
    etag: row.etag,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

/** An artist that a source found, to choose from. */
export function foundView(found: FoundArtist, watched: boolean): Static<typeof foundSchema> {
  return {
    artist_key: `${found.source}:${found.sourceId}`,
    source: found.source,
    name: found.name,
    disambiguation: found.disambiguation,
    aliases: found.aliases.slice(0, 20),
    genres: [...found.genres],
    images: [...found.images],
    popularity: found.popularity,
    watched,
  };
}
