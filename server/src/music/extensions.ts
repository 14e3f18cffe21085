/** Lossless first; the values tell whether the coding is lossless. */
// biome-ignore format: a table reads better in rows
const audio: ReadonlyMap<string, boolean> = new Map([
  ['flac', true], ['alac', true], ['wav', true], ['aif', true], ['aiff', true], ['ape', true], ['wv', true], ['tta', true],
  ['tak', true], ['shn', true], ['dsf', true], ['dff', true], ['dsd', true], ['aifc', true], ['w64', true],
  ['mp3', false], ['m4a', false], ['aac', false], ['ogg', false], ['oga', false], ['opus', false], ['wma', false], ['mpc', false],
  ['mp4', false], ['m4b', false], ['mp2', false], ['mka', false], ['ac3', false], ['dts', false], ['spx', false], ['webm', false],
]);

/** Whether a file extension (no dot, any case) belongs to an audio file that can be a track. */
export function isAudioExtension(extension: string): boolean {
  return audio.has(extension.toLowerCase());
}

/** Whether an extension means lossless coding. `m4a` may hold ALAC but is counted as lossy, its usual content. */
export function isLosslessExtension(extension: string): boolean {
  return audio.get(extension.toLowerCase()) === true;
}

/** The extension of a local or remote path (either slash), lower case without dot; `null` when the file name has none. */
export function extensionOf(path: string): string | null {
  const dot = path.lastIndexOf('.');
  if (dot === -1 || dot === path.length - 1) return null;
  const slash = Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));
  if (dot <= slash + 1 || path.length - dot > 9) return null;
  const extension = path.slice(dot + 1).toLowerCase();
  return /^[a-z0-9]+$/.test(extension) ? extension : null;
}
