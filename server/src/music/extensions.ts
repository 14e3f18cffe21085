const lossless: ReadonlySet<string> = new Set(
  'flac alac wav aif aiff aifc ape wv tta tak shn dsf dff dsd w64'.split(' '),
);
/** `mp4` is left out: among peers it is nearly always a music video. */
const lossy: ReadonlySet<string> = new Set('mp3 m4a aac ogg oga opus wma mpc m4b mp2 mka ac3 dts spx'.split(' '));

/** Whether a file extension (no dot, any case) belongs to an audio file that can be a track. */
export function isAudioExtension(extension: string): boolean {
  const name = extension.toLowerCase();
  return lossy.has(name) || lossless.has(name);
}

/** Whether an extension means lossless coding. `m4a` may hold ALAC but is counted as lossy, its usual content. */
export function isLosslessExtension(extension: string): boolean {
  return lossless.has(extension.toLowerCase());
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
