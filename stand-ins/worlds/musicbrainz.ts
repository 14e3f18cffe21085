import type { World } from '../musicbrainz/index.ts';

/** A GUID from a short name, the same every time, so that worlds can be written by hand. */
export function mbid(kind: 'artist' | 'group' | 'release' | 'recording' | 'work', number: number): string {
  const head = { artist: 'a', group: 'b', release: 'c', recording: 'd', work: 'e' }[kind].repeat(8);
  return `${head}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

const vantour = mbid('artist', 1);
const namesake = mbid('artist', 2);
const guest = mbid('artist', 3);
const producer = mbid('artist', 4);
const composer = mbid('artist', 5);

/** A small world with the awkward things: namesakes, a wrong ISRC, ties, unknown lengths and dates, merged ids, credits with joiners. */
export const world: World = {
  artists: [
    {
      id: vantour,
      name: 'Mira Vantour',
      sortName: 'Vantour, Mira',
      type: 'Person',
      country: 'DE',
      aliases: ['M. Vantour', 'ミラ・ヴァントゥール'],
      genres: ['dream pop', 'electronic'],
      formerIds: [mbid('artist', 99)],
      urls: ['https://open.spotify.com/artist/1Xyo4u8uXC1ZmMpatF05PJ'],
    },
    { id: namesake, name: 'Mira Vantour', disambiguation: 'Belgian folk singer', country: 'BE' },
    { id: guest, name: 'Die Grüne Küche', type: 'Group' },
    { id: producer, name: 'Pia Regler', sortName: 'Regler, Pia' },
    { id: composer, name: 'Carl Notenblatt', sortName: 'Notenblatt, Carl' },
  ],
  recordings: [
    {
      id: mbid('recording', 1),
      title: 'Glasregen',
      length: 214_413,
      credit: [{ artist: vantour }],
      isrcs: ['QZHRM2600000'],
      genres: ['dream pop'],
      tags: ['dream pop', 'rain'],
      relations: [
        { type: 'producer', artist: producer },
        {
          type: 'performance',
          work: {
            id: mbid('work', 1),
            title: 'Glasregen',
            iswcs: ['T-000.000.001-0'],
            people: [{ type: 'composer', artist: composer }],
          },
        },
      ],
    },
    {
      id: mbid('recording', 2),
      title: 'Glasregen (Live at Holzhalle)',
      length: 251_160,
      credit: [{ artist: vantour }],
      isrcs: ['QZHRM2600002'],
      wrongIsrcs: ['QZHRM2600000'],
    },
    {
      id: mbid('recording', 3),
      title: 'Was bleibt (aber wann?)',
      length: null,
      credit: [
        { artist: vantour, joinphrase: ' feat. ' },
        { artist: guest, name: 'Grüne Küche' },
      ],
      formerIds: [mbid('recording', 98)],
    },
  ],
  releaseGroups: [
    {
      id: mbid('group', 1),
      title: 'Nordlichtkeller',
      primaryType: 'Album',
      credit: [{ artist: vantour }],
      firstReleaseDate: '2019-03-08',
      releases: [
        {
          id: mbid('release', 1),
          date: '2019-03-08',
          country: 'DE',
          barcode: '4006381333931',
          labels: [{ name: 'Kellerton', catalogNumber: 'KT 07' }],
          cover: { front: true, back: true, count: 3 },
          media: [{ format: 'CD', tracks: [{ recording: mbid('recording', 1) }, { recording: mbid('recording', 3) }] }],
        },
        {
          id: mbid('release', 2),
          title: 'Nordlichtkeller',
          status: 'Promotion',
          date: '',
          cover: { front: false, count: 0 },
          media: [{ format: 'Digital Media', tracks: [{ recording: mbid('recording', 1) }] }],
        },
      ],
    },
    {
      id: mbid('group', 2),
      title: 'Holzhalle Live',
      primaryType: 'Album',
      secondaryTypes: ['Live'],
      credit: [{ artist: vantour }],
      firstReleaseDate: '2021',
      releases: [{ id: mbid('release', 3), date: '2021', media: [{ tracks: [{ recording: mbid('recording', 2) }] }] }],
    },
  ],
};
