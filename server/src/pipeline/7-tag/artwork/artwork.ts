import { createHash } from 'node:crypto';
import { access, link, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { holdingFiles } from '#library';
import { copyDurably, createKeyedLock, errorCode } from '#platform/files';
import { ServiceFault } from '#platform/outbound';
import type { Enricher, EnrichmentSubject } from '../enrich/types.ts';
import type { CoverSource } from '../ports.ts';
import { type RewriteDeps, type Rewritten, rewriteFile } from '../rewrite.ts';
import type { TagDeps } from '../tag.stage.ts';
import type { Credits } from '../tags.ts';
import { type Artwork, type ArtworkStore, albumKey } from './artwork.store.ts';
import type { PictureCache } from './cache.ts';
import { type FoundPicture, givesWay, largest } from './choose.ts';
import { embeddedPicture, folderPicture } from './local.ts';
import { asJpeg, examinePicture, extensionOfPicture, type Picture } from './picture.ts';

/** What the enricher of covers needs. */
export interface ArtworkDeps extends RewriteDeps, Pick<TagDeps, 'locks'> {
  readonly store: ArtworkStore;
  readonly cache: PictureCache;
  /** Outside sources in the order in which they are believed; embedded covers and files in the folder come after them. */
  readonly sources: readonly CoverSource[];
  readonly settings: {
    readonly maxBytes: number;
    readonly minEdge: number;
    readonly minBytes: number;
    readonly folderFile: boolean;
  };
  readonly enabled: () => Promise<boolean>;
  /** What was found out about a file's release. */
  readonly creditsOf: (fileId: number) => Promise<Credits>;
}

/**
 * Finds the cover of a file's album: the largest of all sources, kept once per album, and embedded where the file has none or a small one.
 * A source that cannot be asked is asked again later, unless something large enough was found without it.
 */
export function createArtworkEnricher(deps: ArtworkDeps): Enricher {
  // tracks of one album arrive together; the second finds what the first has kept
  const albums = createKeyedLock<string>();
  return {
    kind: 'artwork',
    enabled: deps.enabled,
    async run(subject, signal) {
      const path = join(deps.musicDir, subject.file.path);
      const found = await albums.run(albumKey(subject.track), () => coverOf(subject, path, deps, signal));
      if (found === null) {
        const names = [...deps.sources.map((source) => source.name), 'the file', 'its folder'];
        return { kind: 'nothing', sentence: `No cover was found (${names.join(', ')}).` };
      }
      const { artwork, picture } = found;
      const written = subject.writable ? await embed(subject, picture, deps, signal) : null;
      if (written?.kind === 'missing') return { kind: 'gone' };
      if (deps.settings.folderFile && subject.writable) await writeFolderFile(path, picture, deps);
      return {
        kind: 'found',
        source: artwork.source,
        found: { artworkId: artwork.id, width: artwork.width, height: artwork.height, sha256: artwork.sha256 },
        problem: written?.kind === 'refused' ? written.sentence : null,
        ...(written === null ? {} : { commit: written.commit }),
      };
    },
  };
}

async function coverOf(
  { file, track, force }: EnrichmentSubject,
  path: string,
  deps: ArtworkDeps,
  signal: AbortSignal,
): Promise<{ readonly artwork: Artwork; readonly picture: Picture } | null> {
  const { store, cache, settings } = deps;
  const key = albumKey(track);
  const known = await store.ofAlbum(key);
  if (known !== null && !force && Math.min(known.width, known.height) >= settings.minEdge) {
    const picture = await kept(known, cache);
    if (picture !== null) return { artwork: known, picture };
  }
  const credits = await deps.creditsOf(file.id);
  const candidates: FoundPicture[] = [];
  let fault: ServiceFault | null = null;
  for (const source of deps.sources) {
    try {
      const bytes = await source.find({ ...credits, track }, signal);
      const picture = bytes === null || bytes.length > settings.maxBytes ? null : await examinePicture(bytes);
      if (picture !== null && typeof picture !== 'string') candidates.push({ source: source.name, picture });
    } catch (error) {
      if (!(error instanceof ServiceFault) || signal.aborted) throw error;
      // a picture that is too large or lies elsewhere is not there for us; everything else may pass
      if (error.code !== 'too_large' && error.code !== 'redirected') fault = error;
    }
  }
  const [embedded, folder] = [await embeddedPicture(path), await folderPicture(path, settings.maxBytes)];
  if (embedded !== null) candidates.push({ source: 'embedded', picture: embedded });
  if (folder !== null) candidates.push({ source: 'folder', picture: folder });
  const earlier = known === null || force ? null : await kept(known, cache);
  if (earlier !== null && known !== null) candidates.push({ source: known.source, picture: earlier });
  const best = largest(candidates);
  if (fault !== null && (best === null || Math.min(best.picture.width, best.picture.height) < settings.minEdge))
    throw fault;
  return best === null ? null : { artwork: await keep(key, best, credits, deps), picture: best.picture };
}

/** The kept picture, if its file is still there and whole. */
async function kept(artwork: Artwork, cache: PictureCache): Promise<Picture | null> {
  const bytes = await cache.read(artwork.file_name);
  const picture = bytes === null ? null : await examinePicture(bytes);
  return picture === null || typeof picture === 'string' || picture.sha256 !== artwork.sha256 ? null : picture;
}

/** Keeps a cover: first the file, then its row, so that a row always has a file. */
async function keep(key: string, best: FoundPicture, credits: Credits, deps: ArtworkDeps): Promise<Artwork> {
  const { picture, source } = best;
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 16);
  const slug = credits.releaseId ?? hash;
  const file_name = `${slug}_original.${extensionOfPicture(picture.mime)}`;
  await deps.cache.write(file_name, picture.bytes);
  const before = await deps.store.ofAlbum(key);
  const { mime, width, height, sha256 } = picture;
  const row = { album_key: key, file_name, mime, width, height, sha256, size_bytes: picture.bytes.length, source };
  const artwork = await deps.store.put(row);
  if (before !== null && before.file_name !== file_name) await deps.cache.remove(before.file_name);
  return artwork;
}

/** Puts the cover into the file where it has none or a small one; `null` when there is nothing to do. */
async function embed(
  { file, force }: EnrichmentSubject,
  picture: Picture,
  deps: ArtworkDeps,
  signal: AbortSignal,
): Promise<Rewritten | null> {
  return await holdingFiles(file.wishId ?? 0, deps, async () => {
    const now = await deps.library.byId(file.id);
    if (now === null) return { kind: 'missing' };
    const embedded = await embeddedPicture(join(deps.musicDir, now.path));
    if (!givesWay(embedded, picture, { ...deps.settings, forced: force })) return null;
    const bytes = picture.mime === 'image/webp' ? await asJpeg(picture.bytes) : picture.bytes;
    const mime = picture.mime === 'image/png' ? 'image/png' : 'image/jpeg';
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const name = `embed-${file.id}.${extensionOfPicture(mime)}`;
    await deps.cache.write(name, bytes);
    try {
      const cover = { path: deps.cache.pathOf(name), mime, sha256 } as const;
      return await rewriteFile(now, { tags: {}, cover, rule: 'replace' }, deps, signal);
    } finally {
      await deps.cache.remove(name);
    }
  });
}

/** Writes `folder.jpg` beside the music unless there is one; somebody else's file is never replaced. */
async function writeFolderFile(path: string, picture: Picture, deps: ArtworkDeps): Promise<void> {
  const target = join(dirname(path), 'folder.jpg');
  try {
    await access(target);
    return;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  const bytes = picture.mime === 'image/jpeg' ? picture.bytes : await asJpeg(picture.bytes);
  const name = `folder-${picture.sha256.slice(0, 16)}.jpg`;
  await deps.cache.write(name, bytes);
  const part = join(dirname(path), `.harmony-${picture.sha256.slice(0, 16)}.part`);
  try {
    await rm(part, { force: true });
    await copyDurably(deps.cache.pathOf(name), part);
    await link(part, target);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    await rm(part, { force: true });
    await deps.cache.remove(name);
  }
}
