import type { Peer, World } from '../slskd/index.ts';

/** Each would set `window.struck` if a page took it for anything but text. */
const strike = 'window.struck=1';

/** Names that are meant to be taken for something else. */
export const hostileNames: readonly string[] = [
  `<img src=x onerror=${strike}>`,
  `"><script>${strike}</script>`,
  `<svg/onload=${strike}>`,
  `javascript:${strike}`,
  `{{constructor.constructor('${strike}')()}}`,
  `'-(${strike})-'`,
  `<a href="javascript:${strike}">Titel</a>`,
  '\u202eevil\u202c\u0301\u0301\u0301',
];

/** The one that is shared; it needs no slash, which would part a path. */
const [shared = ''] = hostileNames;

const peers: readonly Peer[] = [
  {
    username: shared,
    speedBps: 4_000_000,
    files: [
      {
        path: `Music\\${shared}\\${shared}\\01 - ${shared}.mp3`,
        audio: {
          format: 'mp3',
          durationMs: 20_000,
          bitrateKbps: 320,
          tags: { title: shared, artist: shared, album: shared, albumArtist: shared },
        },
      },
    ],
  },
];

/** A network in which one person shares one file, and user, folders, file and tags are named like an attack on whoever shows them. */
export const world: World = { peers };
