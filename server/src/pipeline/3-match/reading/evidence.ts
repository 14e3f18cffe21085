import {
  classify,
  compareVersions,
  extensionOf,
  isAudioExtension,
  tokenise,
  type VersionMark,
  type VersionVerdict,
} from '#music';
import { readFolder } from './folder.ts';
import type { FolderReading } from './folder-reading.ts';
import { type NameReading, readName } from './name.ts';
import { isArtist } from './title-span.ts';
import type { PreparedWish } from './wanted.ts';

/** The little that judging sameness needs of an offered file. */
export interface FileFacts {
  readonly path: string;
  readonly extension: string | null;
  /** Seconds; `null` when the peer did not say. */
  readonly lengthS: number | null;
  readonly sizeBytes: number | null;
  /** Kilobits per second, averaged. */
  readonly bitrateKbps: number | null;
}

/** Everything found out about one file for one wish; the rules only weigh it. */
export interface Evidence {
  readonly wish: PreparedWish;
  readonly audio: boolean;
  readonly name: NameReading;
  /** Where the artist was found, best place: file name, a folder, part of a joint name, only in brackets, nowhere; `unread`: settled before. */
  readonly artist: 'name' | 'folder' | 'part' | 'aside' | 'unread' | null;
  /** The wanted album's name is one of the folders. */
  readonly album: boolean;
  readonly versions: VersionVerdict;
  /** Versions claimed by folders only, not wanted. */
  readonly folderVersions: readonly VersionMark[];
  /** File length minus wanted length in seconds; `null` when one is unknown. */
  readonly lengthDelta: number | null;
  /** Seconds that size and bitrate imply where the peer told no length; `null` when not to be told. */
  readonly impliedLength: number | null;
}

const noVersions: VersionVerdict = { extra: [], missing: [], conflict: [], vague: false };
const slashes = /[\\/]+/;

/** A scene name without the mark of its release group (`artist-title-grp`), unless it is a word of the title or says a version. */
function withoutGroup(wish: PreparedWish, stem: string): string {
  const mark = /^(.+-.+)-([A-Za-z0-9]{2,6})$/.exec(stem);
  const word = mark?.[2]?.toLowerCase() ?? '';
  if (mark === null || wish.baseWords.includes(word) || /^\d+$/.test(word) || wish.base.endsWith(word)) return stem;
  const said = classify([word]);
  return said.marks.length > 0 || said.unknown.length === 0 ? stem : (mark[1] ?? stem);
}

function partsOf(path: string): string[] {
  return path.split(path.includes('\\') ? '\\' : slashes);
}

/** Examines one file. Pure; time is linear in the length of the path. */
export function examine(wish: PreparedWish, file: FileFacts): Evidence {
  const path = file.path.length > 1000 ? file.path.slice(-1000) : file.path;
  const extension = extensionOf(path) ?? file.extension;
  const audio = extension !== null && isAudioExtension(extension);
  const parts = partsOf(path);
  const last = parts.length - 1;
  const base = parts[last] as string;
  const dot = base.lastIndexOf('.');
  const stem = extension !== null && dot > 0 && base.length - dot - 1 === extension.length ? base.slice(0, dot) : base;
  const spoken = stem.includes('_') && !stem.includes(' ') ? withoutGroup(wish, stem) : stem;
  const lengthDelta =
    file.lengthS !== null && file.lengthS > 0 && wish.seconds !== null ? file.lengthS - wish.seconds : null;
  const impliedLength =
    lengthDelta === null && file.sizeBytes !== null && file.bitrateKbps !== null && file.bitrateKbps > 0
      ? file.sizeBytes / (file.bitrateKbps * 125)
      : null;
  const name = readName(wish, tokenise(spoken), () =>
    last > 0 ? readFolder(wish, parts[last - 1] as string).compact : '',
  );
  const own =
    audio && name.fit !== 'missing' ? compareVersions(wish.versions, name.marks, wish.everyArtist) : noVersions;
  // What the file's own name refuses, no folder can mend: most files of a real answer end here.
  const settled =
    !audio ||
    name.fit === 'missing' ||
    name.after !== '' ||
    own.conflict.length > 0 ||
    own.extra.some(({ kind }) => kind !== 'edit');
  if (settled)
    return {
      wish,
      audio,
      name,
      artist: 'unread',
      album: false,
      versions: own,
      folderVersions: [],
      lengthDelta,
      impliedLength,
    };
  const folders: FolderReading[] = [];
  for (let at = last - 1; at >= 0; at -= 1) folders.push(readFolder(wish, parts[at] as string));
  let artist: Evidence['artist'] = name.artist === 'whole' ? 'name' : name.artist === 'part' ? 'part' : null;
  let album: FolderReading['album'] = null;
  const folderVersions: VersionMark[] = [];
  let release = true;
  let aboveArtist = false;
  for (const folder of folders) {
    if (folder.album !== null) album = album === 'whole' ? album : folder.album;
    if (folder.kind === 'generic') continue;
    if (aboveArtist || (!release && folder.artist === null)) {
      if (folder.onlyClaims)
        folderVersions.push(...folder.claims.filter(({ kind }) => kind === 'instrumental' || kind === 'cover'));
    } else folderVersions.push(...folder.claims);
    if (folder.kind !== 'disc') release = false;
    if (folder.artist !== null) aboveArtist = true;
    if (artist === null || artist === 'part') {
      if (folder.artist === 'whole') artist = 'folder';
      else if (folder.artist === 'part') artist ??= 'part';
    }
  }
  if (artist === null && name.before === '') {
    const folder = folders.find(({ kind }) => kind === 'named');
    const further = folders.filter(({ kind }) => kind === 'named')[1];
    for (const candidate of [folder, further]) {
      if (candidate !== undefined && artist === null && looselyNamed(wish, parts, folders, candidate))
        artist = 'folder';
    }
  }
  if (artist === null && name.artist === 'behind')
    artist = folders.some(({ kind, album: own }) => kind === 'named' && own === null) ? 'aside' : 'name';
  if (artist === null && name.artist === 'aside') artist = 'aside';
  const wanted = wish.versions;
  // A folder's claim can satisfy the wish, but only the file's own words can say more.
  const helpful = [
    ...folderVersions,
    ...(album === 'whole' ? wish.albumVersions : album === 'base' ? wish.albumNameVersions : []),
  ]
    .map(
      (mark): VersionMark =>
        mark.kind === 'acoustic' && own.missing.some(({ kind }) => kind === 'live')
          ? { kind: 'live', detail: '' }
          : mark,
    )
    .filter(({ kind, detail }) =>
      own.missing.some((mark) => mark.kind === kind && (kind !== 'remix' || mark.detail === '' || detail !== '')),
    );
  const versions =
    helpful.length > 0
      ? compareVersions(
          wanted,
          [
            ...name.marks,
            ...helpful.map((mark) =>
              album !== null && mark.kind !== 'remix' ? { kind: mark.kind, detail: '' } : mark,
            ),
          ],
          wish.everyArtist,
        )
      : own;
  const unwanted = folderVersions.filter(
    ({ kind }) =>
      !wanted.some((mark) => mark.kind === kind) &&
      !(
        album !== null &&
        (wish.albumVersions.some((mark) => mark.kind === kind) ||
          wanted.some((mark) => mark.kind === 'live' && kind === 'acoustic'))
      ),
  );
  return {
    wish,
    audio,
    name,
    artist,
    album: album !== null,
    versions,
    folderVersions: unwanted,
    lengthDelta,
    impliedLength,
  };
}

/** The artist in a folder's first part, with slips or in another script. */
function looselyNamed(
  wish: PreparedWish,
  parts: readonly string[],
  folders: readonly FolderReading[],
  folder: FolderReading,
): boolean {
  const text = parts[parts.length - 2 - folders.indexOf(folder)] ?? '';
  const tokens = tokenise(text.slice(0, 300));
  let head = '';
  for (let at = 0; at < tokens.words.length; at += 1) {
    if (at > 0 && ((tokens.gaps[at] ?? 0) === 3 || tokens.brackets[at] !== tokens.brackets[at - 1])) break;
    head += tokens.words[at];
  }
  return isArtist(wish, head);
}
