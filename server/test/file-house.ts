import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AudioInspector,
  createAudioInspector,
  createFileJournal,
  createLibraryLookup,
  createLibraryStore,
  createWishLocks,
  recoverFileOperations,
} from '#library';
import type { WantedTrack } from '#music';
import { defaultQualityProfile } from '#pipeline/match';
import { createOrganiseStage, defaultTemplate, type NamingTemplate } from '#pipeline/organise';
import { createTagger, createTagStage, type TagDeps } from '#pipeline/tag';
import { type AudioDecoder, createVerifyStage, type Recogniser } from '#pipeline/verify';
import type { Db } from '#platform/database';
import { createFolderGuard } from '#platform/files';
import { createWishStore, type StageOutcome, type StageRunner, type Wish } from '#wishes';
import { createHouseTrash } from '../src/compose/journey/trash.ts';
import { createTwins } from '../src/compose/journey/twins.ts';

/** A wanted track with what matters to a test. */
export function makeTrack(fields: Partial<WantedTrack> = {}): WantedTrack {
  return {
    title: 'Title',
    artists: ['Artist'],
    album: 'Album',
    albumArtist: null,
    trackNumber: 1,
    trackTotal: null,
    discNumber: null,
    discTotal: null,
    durationMs: null,
    isrc: null,
    releaseDate: null,
    ...fields,
  };
}

/** What a peer had promised, where it is not what is there. */
export interface Delivery {
  readonly track?: WantedTrack;
  readonly bytes: Uint8Array;
  /** Remote name; its extension is what was promised. */
  readonly name: string;
  readonly sizeBytes?: number;
  /** False: straight into the downloads folder, not into a folder of its batch. */
  readonly ownFolder?: boolean;
}

/** The rooms that handle files, on a database and folders of their own; a stage is run as the journey would, without its jobs. */
export async function createFileHouse(options: {
  readonly db: Db;
  readonly root?: string;
  readonly musicDir?: string;
  readonly downloadsDir?: string;
  readonly decoder?: AudioDecoder;
  readonly recogniser?: Recogniser;
  readonly template?: NamingTemplate;
  /** Whether recordings that the library has are recognised; otherwise every file is one of its own. */
  readonly recognise?: boolean;
  readonly replaceBetter?: boolean;
  /** What becomes of files that are not what they claim to be, and how far their length may be off. */
  readonly verifying?: {
    readonly transcoded?: string;
    readonly upsampled?: string;
    readonly durationToleranceMs?: number;
  };
  /** One that outlives the house; starting a thread takes a while. */
  readonly inspector?: AudioInspector;
  readonly tagging?: Partial<Pick<TagDeps, 'rule' | 'creditsOf' | 'afterwards'>>;
}) {
  const { db } = options;
  const root = options.root ?? (await mkdtemp(join(tmpdir(), 'harmony-house-')));
  const musicDir = options.musicDir ?? join(root, 'music');
  const downloadsDir = options.downloadsDir ?? join(root, 'downloads');
  await mkdir(downloadsDir, { recursive: true });
  const wishes = createWishStore(db);
  const library = createLibraryStore(db);
  const journal = createFileJournal(db);
  const inspector = options.inspector ?? createAudioInspector();
  const tagger = createTagger();
  const locks = createWishLocks(db);
  const guard = createFolderGuard({
    root: musicDir,
    name: 'music folder',
    setting: 'MUSIC_DIR',
    reserveBytes: 0,
    expected: { sample: () => library.sample() },
  });
  const decoder: AudioDecoder = options.decoder ?? {
    decode: () => Promise.resolve({ kind: 'unavailable' }),
    close: () => Promise.resolve(),
  };
  const linkFile = wishes.setLibraryFile;
  const verify = createVerifyStage({
    db,
    settings: async () => ({
      durationToleranceMs: null,
      decode: true,
      transcoded: 'next_peer',
      upsampled: 'accept',
      ...options.verifying,
    }),
    inspector,
    decoder,
    recogniser: async () => options.recogniser ?? null,
    log: { warn: () => undefined },
  });
  const trash = createHouseTrash({
    db,
    library,
    locks,
    guard,
    musicDir,
    trashDir: join(root, 'trash'),
    keepDays: 30,
    store: wishes,
    within: () => Promise.resolve(),
    changed: () => undefined,
    entered: () => Promise.resolve(),
  });
  const lookup = createLibraryLookup({ likeness: () => 0, maxCandidates: 1 });
  const twins = createTwins({
    db,
    library,
    trash,
    store: wishes,
    matching: {
      profile: () => defaultQualityProfile,
      sameRecording: async (track) =>
        options.recognise === true
          ? await db.transaction().execute(async (trx) => (await lookup.find(trx, [track]))[0]?.fileId ?? null)
          : null,
    },
  });
  const organise = createOrganiseStage({
    db,
    settings: { musicDir, reserveMb: 0, replaceBetter: options.replaceBetter ?? true },
    library,
    journal,
    inspector,
    guard,
    locks,
    template: () => Promise.resolve(options.template ?? defaultTemplate),
    twins,
    linkFile,
  });
  const tagDeps = { db, musicDir, library, journal, inspector, tagger, guard, locks };
  const tag = createTagStage({ ...tagDeps, rule: 'replace', ...options.tagging });

  /** Runs a stage and stores what it says, as the journey does. */
  async function run(stage: StageRunner, wish: Wish): Promise<StageOutcome> {
    const outcome = await stage.run(wish, { signal: AbortSignal.timeout(60_000), jobId: 'test' });
    await db.transaction().execute(async (trx) => outcome.commit?.(trx));
    return outcome;
  }

  /** A file that has just arrived for a wish, with its candidate. */
  async function arrive(wishId: number, delivery: Omit<Delivery, 'track'>) {
    const batchId = randomUUID();
    const folder = delivery.ownFolder === false ? downloadsDir : join(downloadsDir, batchId);
    await mkdir(folder, { recursive: true });
    const path = join(folder, delivery.name);
    await writeFile(path, delivery.bytes);
    const promised = { username: 'peer', size_bytes: delivery.sizeBytes ?? delivery.bytes.length };
    const remote = `@@share\\Music\\${delivery.name}`;
    const candidate = await db
      .insertInto('candidates')
      .values({ wish_id: wishId, path: remote, ...promised })
      .returning('id')
      .executeTakeFirstOrThrow();
    const download = await db
      .insertInto('downloads')
      .values({
        wish_id: wishId,
        candidate_id: candidate.id,
        filename: remote,
        state: 'completed',
        batch_id: batchId,
        local_path: path,
        ...promised,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { path, downloadId: download.id, candidateId: candidate.id };
  }

  /** A wish whose download has just been completed. */
  async function deliver(
    delivery: Delivery,
  ): Promise<{ wish: Wish; path: string; downloadId: number; candidateId: number }> {
    const track = delivery.track ?? makeTrack();
    const wishRow = await db
      .insertInto('wishes')
      .values({
        recording_key: randomUUID(),
        search_text: track.title.toLowerCase().replaceAll('\0', ''),
        title: track.title.replaceAll('\0', ''),
        artists: track.artists.map((artist) => artist.replaceAll('\0', '')),
        album: track.album,
        album_artist: track.albumArtist,
        track_number: track.trackNumber,
        track_total: track.trackTotal,
        disc_number: track.discNumber,
        disc_total: track.discTotal,
        isrc: track.isrc,
        release_date: track.releaseDate,
        stage: 'verify',
        state: 'active',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const arrived = await arrive(wishRow.id, delivery);
    const found = await wishes.find(wishRow.id);
    if (found === null) throw new Error('The wish is not there.');
    return { wish: { ...found, track }, ...arrived };
  }

  return {
    db,
    root,
    musicDir,
    downloadsDir,
    library,
    journal,
    inspector,
    tagger,
    guard,
    locks,
    wishes,
    verify,
    organise,
    tag,
    trash,
    run,
    deliver,
    arrive,
    recover: (trackOf: (wishId: number) => Promise<WantedTrack | null>) =>
      recoverFileOperations({ db, journal, library, inspector, guard, musicDir, locks, trackOf, linkFile }),
    /** Every file below a folder, hidden ones too, as sorted paths with forward slashes. */
    async files(folder: string): Promise<string[]> {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => !entry.isDirectory())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .sort();
    },
    async close(): Promise<void> {
      if (options.inspector === undefined) await inspector.close();
      await tagger.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** What `createFileHouse` builds. */
export type FileHouse = Awaited<ReturnType<typeof createFileHouse>>;
