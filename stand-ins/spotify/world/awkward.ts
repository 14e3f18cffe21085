import { spotifyId } from './ids.ts';
import { newArtist, newUser, release } from './make.ts';
import { newPlaylist, newRow } from './playlists.ts';
import type { Playlist, PlaylistRow, RowContent, Track } from './types.ts';
import type { World } from './world.ts';

/** Where everything lies that `addAwkward` has put into a world. */
export interface Awkward {
  /** The person's own list with every odd kind of row. */
  readonly mixed: Playlist;
  /** Somebody else's public list: the restricted regime keeps its contents back. */
  readonly foreign: Playlist;
  /** Spotify's own list: 404 in the Web API, readable as a public page. */
  readonly bySpotify: Playlist;
  /** Own list that says three more rows than can be seen. */
  readonly withHiddenRows: Playlist;
  readonly empty: Playlist;
  /** 300 tracks on three discs. */
  readonly longAlbumId: string;
  /** The same recording under two ids. */
  readonly sharedIsrc: string;
  /** Only playable in Japan: not found by anybody elsewhere. */
  readonly japanOnlyIsrc: string;
  /** Asked for with a market, another track is given. */
  readonly relinked: { readonly asked: string; readonly given: string };
}

const names: readonly string[] = [
  '🎸 Gitarrensolo 🔥',
  'ليل طويل',
  '夜の回廊',
  // decomposed: u with a combining diaeresis
  'Übermorgen',
  'Nach\u00A0Mitternacht',
  'Salz‐Wind – live — 1987',
  'AC/DC Bag',
  '"In Anführung"',
  '.versteckt',
  '???',
  `Der sehr lange Titel ${'der nicht enden will '.repeat(12)}`.trim(),
  '../../etc/passwd',
];

/** Adds, to somebody's account, one of everything that is unusual in the original's answers. */
export function addAwkward(world: World, userId: string): Awkward {
  const other = world.addUser(newUser('someone.else', { name: null, country: 'US' }));
  const artist = world.addArtist(newArtist('Die Käfer & Söhne', { images: [], genres: [] }));
  const twin = world.addArtist(newArtist('Tyler, The Creator of Doubt', { images: null }));
  const odd = release(world, {
    name: 'Sonderlinge: Teil "1"',
    artistIds: [artist.id],
    releaseDate: '0000',
    more: { images: null, upc: null },
    tracks: names.map((name) => ({ name, isrc: null })),
  });
  const sharedIsrc = 'QZAWK2400001';
  const japanOnlyIsrc = 'QZAWK2400002';
  const single = release(world, {
    name: 'Glasregen',
    artistIds: [artist.id],
    albumType: 'single',
    releaseDate: '2024-03',
    tracks: [
      { name: 'Glasregen', isrc: sharedIsrc, durationMs: 214_373 },
      { name: 'Glasregen - Japan Only', isrc: japanOnlyIsrc, markets: ['JP'] },
      { name: 'Hidden by product', restriction: 'product' },
      { name: 'Hidden by price', restriction: 'payment_required' },
    ],
  });
  const album = release(world, {
    name: 'Glasregen (Deluxe)',
    artistIds: [artist.id],
    releaseDate: '2024',
    more: { images: [{ url: 'https://i.scdn.co/image/x', width: null, height: null }] },
    tracks: [
      // old data: lower case with hyphens
      { name: 'Glasregen', isrc: 'qz-awk-24-00001', durationMs: 214_901 },
      { name: 'Glasregen (feat. Tyler, The Creator of Doubt)', artistIds: [artist.id, twin.id] },
    ],
  });
  const sameTitle = release(world, {
    name: 'Other Rain',
    artistIds: [twin.id],
    releaseDate: '2020-02-29',
    tracks: ['Glasregen'],
  });
  const given = single.trackIds[0] ?? '';
  const moved = release(world, {
    name: 'Glasregen (Old Edition)',
    artistIds: [artist.id],
    releaseDate: '2019-01-04',
    tracks: [{ name: 'Glasregen', relinkedTo: given }],
  });
  const long = release(world, {
    name: 'Alle Aufnahmen',
    artistIds: [artist.id],
    albumType: 'compilation',
    releaseDate: '2018-11-09',
    tracks: Array.from({ length: 300 }, (_, i): Partial<Track> & { readonly name: string } => ({
      name: `Aufnahme ${i + 1}`,
      disc: Math.floor(i / 100) + 1,
      number: (i % 100) + 1,
    })),
  });
  const show = [...world.shows.values()].find((each) => each.kind === 'show');
  const book = [...world.shows.values()].find((each) => each.kind === 'audiobook');
  const contents: readonly RowContent[] = [
    { kind: 'track', id: given },
    { kind: 'gone' },
    { kind: 'local', artist: 'Garagen Combo', album: '', title: 'Probe 7: der Abend', seconds: 187 },
    { kind: 'local', artist: '', album: '', title: 'aufnahme.mp3', seconds: 0 },
    { kind: 'track', id: given },
    { kind: 'track', id: album.trackIds[0] ?? '' },
    { kind: 'track', id: sameTitle.trackIds[0] ?? '' },
    { kind: 'track', id: single.trackIds[1] ?? '' },
    { kind: 'track', id: single.trackIds[2] ?? '' },
    { kind: 'track', id: moved.trackIds[0] ?? '' },
    ...(show?.episodeIds[0] === undefined ? [] : [{ kind: 'episode' as const, id: show.episodeIds[0] }]),
    ...(book?.episodeIds[0] === undefined ? [] : [{ kind: 'episode' as const, id: book.episodeIds[0] }]),
    ...odd.trackIds.map((id) => ({ kind: 'track' as const, id })),
  ];
  const stamps: readonly (string | null)[] = [null, '1970-01-01T00:00:00Z', '2025-04-01T10:00:00Z'];
  const adders: readonly (string | null)[] = [userId, '', null, other.id];
  const rows = contents.map((content, i): PlaylistRow => newRow(content, stamps[i % 3] ?? null, adders[i % 4] ?? null));

  const list = (name: string, ownerId: string, more: Partial<Playlist>): Playlist =>
    world.addPlaylist(newPlaylist({ id: spotifyId('playlist', `${ownerId} ${name}`), name, ownerId, ...more }));
  const mosaic = [{ url: 'https://mosaic.scdn.co/640/x', width: null, height: null }];
  const mixed = list('Küche / Sonntag ☕', userId, { rows, images: mosaic, description: 'A &amp; B &lt;3 &#x27;80er' });
  const foreign = list('Fremde Schätze', other.id, { rows: rows.slice(0, 8) });
  const withHiddenRows = list('Mit Lücken', userId, { rows: rows.slice(0, 3), hiddenRows: 3 });
  const empty = list('', userId, { images: null });
  const bySpotify = list('Today’s Stand-in Hits', 'spotify', { bySpotify: true, rows: rows.slice(4, 7) });
  const user = world.users.get(userId);
  if (user) user.playlistIds = [...user.playlistIds, mixed.id, null, foreign.id, withHiddenRows.id, empty.id];
  return {
    mixed,
    foreign,
    bySpotify,
    withHiddenRows,
    empty,
    longAlbumId: long.id,
    sharedIsrc,
    japanOnlyIsrc,
    relinked: { asked: moved.trackIds[0] ?? '', given },
  };
}
