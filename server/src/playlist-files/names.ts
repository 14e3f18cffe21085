/** What no file system of players takes, path separators first of all, and signs that hide or turn text around. */
const unwanted = /[<>:"/\\|?*\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
/** Names of devices on Windows, with or without an ending. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
/** Of 255, leaving room for an addition and the ending. */
const maxStemBytes = 200;

/** The name of a list as a file; `addition` tells lists of one name apart. */
export function fileNameOf(name: string, addition = ''): string {
  const clean = name
    .normalize('NFC')
    .toWellFormed()
    .replace(unwanted, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  const whole = clean === '' || device.test(clean) ? `Playlist ${clean}`.trim() : clean;
  const signs = Array.from(whole);
  while (Buffer.byteLength(signs.join('')) > maxStemBytes) signs.pop();
  return `${signs.join('').trim()}${addition}.m3u8`;
}
