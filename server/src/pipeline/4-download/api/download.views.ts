import { Type } from 'typebox';
import type { WishRow } from '#wishes';
import type { DownloadRow } from '../download.store.ts';

/** Words that callers may use for states (contract §1.6), with the states they stand for. */
export const statusWords: Readonly<Record<string, readonly DownloadRow['state'][]>> = {
  queued: ['queued'],
  pending: ['queued'],
  downloading: ['downloading'],
  running: ['downloading'],
  in_progress: ['downloading'],
  completed: ['completed'],
  failed: ['failed', 'dead_letter'],
  dead_letter: ['dead_letter'],
  cancelled: ['cancelled'],
};

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const text = nullable(Type.String());
const count = nullable(Type.Integer());

const found = Type.String({
  description: 'pending, done, nothing (looked up again later) or failed (tried again later)',
});

/** A download in lists and answers (contract: `DownloadEntryResponse`, without `artwork_path`). */
export const downloadSchema = Type.Object(
  {
    id: Type.Integer(),
    filename: Type.String({ description: 'Path at the peer, exactly as offered' }),
    state: Type.String({ description: 'queued, downloading, completed, failed, cancelled or dead_letter' }),
    status: Type.String({ description: 'The same as state' }),
    progress: Type.Number({ description: '0 to 100' }),
    priority: Type.Integer(),
    username: text,
    created_at: Type.String(),
    updated_at: Type.String(),
    retry_count: Type.Integer({ description: 'How often it has been tried again' }),
    next_retry_at: nullable(Type.String()),
    last_error: text,
    reason: nullable(Type.String({ description: 'Code of the last error, for programs' })),
    organized_path: text,
    genre: text,
    composer: text,
    producer: text,
    isrc: text,
    copyright: text,
    artwork_status: found,
    has_artwork: Type.Boolean(),
    artwork_url: nullable(Type.String({ description: "Below the API's base" })),
    lyrics_status: found,
    has_lyrics: Type.Boolean(),
    lyrics_path: nullable(Type.String({ description: 'Relative to the music folder' })),
    spotify_track_id: text,
    spotify_album_id: text,
    wish_id: count,
    title: text,
    artists: Type.Array(Type.String()),
    size_bytes: count,
    bytes_transferred: Type.Integer(),
    average_speed_bps: count,
    queue_position: count,
    started_at: nullable(Type.String()),
    finished_at: nullable(Type.String()),
  },
  { $id: 'Download' },
);

/** What was found out about the file that a download brought, after it was filed. */
export interface DownloadFindings {
  readonly genre: string | null;
  readonly composer: string | null;
  readonly producer: string | null;
  readonly isrc: string | null;
  readonly copyright: string | null;
  readonly artworkStatus: string;
  readonly hasArtwork: boolean;
  readonly lyricsStatus: string;
  readonly hasLyrics: boolean;
  /** Relative to the music folder. */
  readonly lyricsPath: string | null;
}

const nothingYet: DownloadFindings = {
  genre: null,
  composer: null,
  producer: null,
  isrc: null,
  copyright: null,
  artworkStatus: 'pending',
  hasArtwork: false,
  lyricsStatus: 'pending',
  hasLyrics: false,
  lyricsPath: null,
};

/** A download as the API shows it. */
export type DownloadView = ReturnType<typeof viewOfDownload>;

/** Joins a row with its wish and with what is known of its file. */
export function viewOfDownload(row: DownloadRow, wish: WishRow | undefined, findings = nothingYet) {
  return {
    id: row.id,
    filename: row.filename,
    state: row.state,
    status: row.state,
    progress: row.progress,
    priority: row.priority,
    username: row.username,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    retry_count: row.retry_count,
    next_retry_at: row.next_retry_at?.toISOString() ?? null,
    last_error: row.last_error,
    reason: row.reason_code,
    organized_path: row.organized_path,
    genre: findings.genre,
    composer: findings.composer,
    producer: findings.producer,
    isrc: wish?.isrc ?? findings.isrc,
    copyright: findings.copyright,
    artwork_status: findings.artworkStatus,
    has_artwork: findings.hasArtwork,
    artwork_url: findings.hasArtwork ? `/soulseek/download/${row.id}/artwork` : null,
    lyrics_status: findings.lyricsStatus,
    has_lyrics: findings.hasLyrics,
    lyrics_path: findings.lyricsPath,
    spotify_track_id: wish?.spotify_track_id ?? null,
    spotify_album_id: wish?.spotify_album_id ?? null,
    wish_id: row.wish_id,
    title: wish?.title ?? null,
    artists: wish?.artists ?? [],
    size_bytes: row.size_bytes,
    bytes_transferred: row.bytes_transferred,
    average_speed_bps: row.average_speed_bps,
    queue_position: row.queue_position,
    started_at: row.started_at?.toISOString() ?? null,
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}
