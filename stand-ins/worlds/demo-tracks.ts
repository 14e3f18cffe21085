/** One row of the sample playlist: names and lengths are facts about real recordings. */
export interface DemoTrack {
  readonly title: string;
  readonly artists: readonly string[];
  readonly album: string;
  readonly albumArtist: string;
  /** `YYYY` or `YYYY-MM-DD`. */
  readonly released: string;
  readonly disc: number;
  readonly number: number;
  readonly durationMs: number;
  readonly isrc: string;
  /** How people name it in files where that differs from the catalogue's title: without credits, with transliteration. */
  readonly spoken?: string;
  readonly spokenArtist?: string;
}

type Row = readonly [
  title: string,
  artists: string,
  album: string,
  released: string,
  place: string,
  durationMs: number,
  extra?: {
    readonly isrc?: string;
    readonly albumArtist?: string;
    readonly spoken?: string;
    readonly spokenArtist?: string;
  },
];

const rows: readonly Row[] = [
  [
    'Bohemian Rhapsody - Remastered 2011',
    'Queen',
    'A Night At The Opera (Deluxe Remastered Version)',
    '1975-11-21',
    '1/11',
    354_320,
    { isrc: 'GBUM71029604', spoken: 'Bohemian Rhapsody' },
  ],
  ['Time', 'Pink Floyd', 'The Dark Side of the Moon', '1973-03-01', '1/4', 413_947],
  [
    'Smells Like Teen Spirit',
    'Nirvana',
    'Nevermind (Deluxe Edition)',
    '1991-09-26',
    '1/1',
    301_920,
    { isrc: 'USGF19942501' },
  ],
  ['Teardrop', 'Massive Attack', 'Mezzanine', '1998-04-20', '1/3', 330_773],
  ['Around the World', 'Daft Punk', 'Homework', '1997-01-20', '1/7', 429_533],
  [
    'Get Lucky (feat. Pharrell Williams & Nile Rodgers)',
    'Daft Punk; Pharrell Williams; Nile Rodgers',
    'Random Access Memories',
    '2013-05-20',
    '1/8',
    369_626,
    { isrc: 'USQX91300108', albumArtist: 'Daft Punk', spoken: 'Get Lucky' },
  ],
  ['Superstition', 'Stevie Wonder', 'Talking Book', '1972-10-27', '1/6', 265_906],
  ['Army of Me', 'Björk', 'Post', '1995-06-13', '1/1', 234_000],
  ['Xtal', 'Aphex Twin', 'Selected Ambient Works 85-92', '1992-11-09', '1/1', 293_000],
  ['Hey Ya!', 'OutKast', 'Speakerboxxx/The Love Below', '2003-09-23', '2/9', 235_213],
  ['Thunderstruck', 'AC/DC', 'The Razors Edge', '1990-09-24', '1/1', 292_880],
  ['Take on Me', 'a-ha', 'Hunting High and Low', '1985-06-01', '1/1', 225_280],
  ['Jolene', 'Dolly Parton', 'Jolene', '1974-02-04', '1/1', 161_533],
  ['No Scrubs', 'TLC', 'Fanmail', '1999-02-23', '1/5', 214_400],
  [
    'Whole Lotta Love - 1990 Remaster',
    'Led Zeppelin',
    'Led Zeppelin II',
    '1969-10-22',
    '1/1',
    333_893,
    { spoken: 'Whole Lotta Love' },
  ],
  [
    'Dreams - 2004 Remaster',
    'Fleetwood Mac',
    'Rumours (Super Deluxe)',
    '1977-02-04',
    '1/2',
    257_800,
    { spoken: 'Dreams' },
  ],
  ['Billie Jean', 'Michael Jackson', 'Thriller', '1982-11-30', '1/6', 293_826, { isrc: 'USSM19902991' }],
  ['99 Luftballons', 'Nena', 'Nena', '1983-01-14', '1/6', 232_000],
  ['Glósóli', 'Sigur Rós', 'Takk...', '2005-09-12', '1/2', 386_000],
  ['Ne me quitte pas', 'Jacques Brel', 'La valse à mille temps', '1959', '1/5', 229_000],
  ['Chan Chan', 'Buena Vista Social Club', 'Buena Vista Social Club', '1997-09-16', '1/1', 256_000],
  ['夜に駆ける', 'YOASOBI', 'THE BOOK', '2021-01-06', '1/8', 258_000],
  ['Lemon', '米津玄師', 'Lemon', '2018-03-14', '1/1', 255_000, { spokenArtist: '米津玄師' }],
  ['あの夏へ', '久石譲', '千と千尋の神隠し サウンドトラック', '2001-07-18', '1/1', 189_000],
  ['밤편지', '아이유', 'Palette', '2017-04-21', '1/8', 253_000],
  [
    'Gangnam Style (강남스타일)',
    'PSY',
    'Gangnam Style (강남스타일)',
    '2012-07-15',
    '1/1',
    219_493,
    { spoken: 'Gangnam Style' },
  ],
  ['Группа крови', 'Кино', 'Группа крови', '1988-01-05', '1/1', 285_000],
  ['Кукушка', 'Кино', 'Чёрный альбом', '1990-12-01', '1/5', 399_000],
  ['Ο χορός του Ζορμπά', 'Μίκης Θεοδωράκης', 'Zorba the Greek', '1964-12-17', '1/2', 265_000],
  ['Όλα σε θυμίζουν', 'Χάρις Αλεξίου', 'Η ζωή μου κύκλους κάνει', '1982', '1/3', 204_000],
  ['نور العين', 'عمرو دياب', 'نور العين', '1996', '1/1', 303_000],
  ['كيفك إنت', 'فيروز', 'كيفك إنت', '1991', '1/1', 277_000],
  ['月亮代表我的心', '鄧麗君', '島國之情歌第四集', '1977-09', '1/1', 208_000],
  [
    'Teardrop - Mazaruni Dub One',
    'Massive Attack; Mad Professor',
    'Teardrop (Mazaruni Dub One)',
    '2019-05-31',
    '1/1',
    364_000,
    { spoken: 'Teardrop (Mazaruni Dub One)' },
  ],
  [
    'One More Time (feat. Alida) - Klingande Remix',
    'Robin Schulz; Felix Jaehn; Klingande; Alida',
    'One More Time (feat. Alida) [Klingande Remix]',
    '2021-07-30',
    '1/1',
    165_000,
    {
      albumArtist: 'Robin Schulz',
      spoken: 'One More Time (Klingande Remix)',
      spokenArtist: 'Robin Schulz & Felix Jaehn',
    },
  ],
  [
    'Sandstorm - Radio Edit',
    'Darude',
    'Before The Storm',
    '2000-09-01',
    '1/1',
    225_000,
    { spoken: 'Sandstorm (Radio Edit)' },
  ],
  [
    'Folsom Prison Blues - Live at Folsom State Prison, Folsom, CA - January 1968',
    'Johnny Cash',
    'At Folsom Prison',
    '1968-05-06',
    '1/1',
    162_000,
    { spoken: 'Folsom Prison Blues (Live)' },
  ],
  ['The Man Who Sold The World', 'Nirvana', 'MTV Unplugged In New York', '1994-11-01', '1/4', 261_093],
  [
    'Once in a Lifetime - Live',
    'Talking Heads',
    'Stop Making Sense',
    '1984-09-01',
    '1/7',
    325_000,
    { spoken: 'Once in a Lifetime (Live)' },
  ],
  [
    'Goldberg Variations, BWV 988: Aria',
    'Johann Sebastian Bach; Glenn Gould',
    'Bach: The Goldberg Variations, BWV 988 (1981)',
    '1982',
    '1/1',
    185_000,
    { albumArtist: 'Glenn Gould' },
  ],
  ['Für Alina', 'Arvo Pärt; Peter Broderick', 'Für Alina', '2021-09-11', '1/1', 430_000],
  [
    'Piano Sonata No. 14 in C-Sharp Minor, Op. 27 No. 2 "Moonlight": I. Adagio sostenuto',
    'Ludwig van Beethoven; Wilhelm Kempff',
    'Beethoven: Piano Sonatas Nos. 8, 14, 21 & 23',
    '1965',
    '1/4',
    361_000,
    {
      albumArtist: 'Wilhelm Kempff',
      spoken: 'Piano Sonata No. 14 in C-Sharp Minor, Op. 27 No. 2 Moonlight - I. Adagio sostenuto',
    },
  ],
  ['Take Five', 'The Dave Brubeck Quartet', 'Time Out', '1959-12-14', '1/3', 324_133],
  [
    'Crazy In Love (feat. JAY-Z)',
    'Beyoncé; JAY-Z',
    'Dangerously In Love',
    '2003-06-24',
    '1/1',
    235_933,
    { albumArtist: 'Beyoncé', spoken: 'Crazy in Love' },
  ],
  ['Song 2', 'Blur', 'Blur', '1997-02-10', '1/2', 121_880],
  ['One', 'U2', 'Achtung Baby', '1991-11-18', '1/3', 276_000],
  ['Dancing Queen', 'ABBA', 'Arrival', '1976-10-11', '1/2', 230_400],
  ['Hallelujah', 'Jeff Buckley', 'Grace', '1994-08-23', '1/6', 413_000],
  [
    "Virelai C'est la fins",
    "Guillaume d'Amiens; Ioculatores; Veit Heller",
    'Lieder und Tänze des Mittelalters',
    '2001',
    '1/1',
    180_000,
  ],
  ['P.Y.T. (Pretty Young Thing)', 'Michael Jackson', 'Thriller', '1982-11-30', '1/8', 239_000],
];

/** The sample playlist in its order. */
export const demoTracks: readonly DemoTrack[] = rows.map(
  ([title, artists, album, released, place, durationMs, extra = {}]) => {
    const names = artists.split('; ');
    const [disc = 1, number = 1] = place.split('/').map(Number);
    return {
      title,
      artists: names,
      album,
      albumArtist: extra.albumArtist ?? names[0] ?? '',
      released,
      disc,
      number,
      durationMs,
      isrc: extra.isrc ?? '',
      ...(extra.spoken === undefined ? {} : { spoken: extra.spoken }),
      ...(extra.spokenArtist === undefined ? {} : { spokenArtist: extra.spokenArtist }),
    };
  },
);

/** A track of the playlist by its exact title. Throws when there is none: a world must not name what nobody wants. */
export function byTitle(title: string): DemoTrack {
  const found = demoTracks.find((track) => track.title === title);
  if (!found) throw new Error(`No such track in the demo playlist: ${title}`);
  return found;
}
