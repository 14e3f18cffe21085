import type { Item, Library } from './library.ts';
import type { Json } from './wire.ts';
import type { World } from './world.ts';

/** A playlist; items are entries with ids of their own, so that a track may be in it twice. */
export interface Playlist {
  readonly ratingKey: string;
  title: string;
  summary: string;
  readonly smart: boolean;
  readonly owner: string;
  readonly addedAt: number;
  updatedAt: number;
  items: { readonly id: number; readonly item: Item }[];
  posters: string[];
}

/** A play queue. */
export interface PlayQueue {
  readonly id: number;
  readonly items: readonly { readonly id: number; readonly item: Item }[];
  readonly selected: number;
  readonly shuffled: boolean;
}

/** What the server has in its memory; a restart loses the sessions and the push connections only. */
export interface State {
  readonly world: World;
  readonly library: Library;
  readonly machineIdentifier: string;
  readonly version: string;
  /** Seconds since 1970. */
  now(): number;
  /** Real milliseconds that a scan of a library or a folder takes. */
  readonly scanMs: number;
  /** Rows of one page at most, whatever is asked for. */
  readonly pageCap: number;
  readonly playlists: Map<string, Playlist>;
  readonly queues: Map<number, PlayQueue>;
  sessions: Json[];
  readonly history: Json[];
  nextId(): number;
  /** Tells everybody who listens. `type` is the name of the notification, `list` the name of its array. */
  notify(type: string, list: string, entries: readonly Json[]): void;
}

/** The answer to every container that speaks of the server. */
export const identifier = 'com.plexapp.plugins.library';
