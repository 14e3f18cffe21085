import { wordSet } from '#music';

/** Folder names that say nothing about the music in them; whole names, words joined by one space, one per line. */
export const generic: ReadonlySet<string> = new Set(
  `folder|store|music|musik|musica|muzyka|muzika|musique|muziek|my music|shared|share|shared music|downloads|download|downloaded|complete|completed|media|audio|audio files|mp3|mp3s|flac|flacs|lossless|lossy|library|music library|storage|data|files|albums|album|singles|single|tracks|songs|unsorted|random|mix|mixes|playlist|playlists|new|new folder|new music|incoming|temp|tmp|misc|other|others|stuff|favorites|favourites|favs|itunes|itunes media|itunes music|spotify|deezer|tidal|qobuz|soulseek|slsk|soulseek downloads|nicotine|studio albums|discography|eps|lps|party|various songs|d|e|f|c|users|home|mnt|volumes|nas|public|desktop|documents|external|usb|backup|collection|my collection|soundtracks|compilations|2020s|2010s|2000s|90s|80s|70s|60s|rock|pop|electronic|electronica|house|techno|metal|jazz|blues|classical|classic rock|indie|hip hop|hiphop|rap|rnb|soul|funk|folk|country|world|reggae|punk|alternative|ambient|dance`
    .split('|')
    .map((name) => name.trim()),
);

/** Folder names and first words of compilations by many artists. */
export const various: ReadonlySet<string> = new Set(
  `va|various artists|various|v a|compilation|ost|soundtrack|verschiedene|varios|verschiedene interpreten|various artist|multi artists`
    .split('|')
    .map((name) => name.trim()),
);

/** Words that make a folder one of both kinds (`Live & Studio`, `incl. Remixes`): it then claims nothing. */
export const mixing = wordSet('originals original studio bonus incl including includes plus vs nonlive und');

/** Words that claim a version wherever they stand in a folder's name. */
export const strong = wordSet(
  'unplugged acoustic acustico acustica acoustique akustik karaoke karaokes instrumental instrumentals tribute tributes tributo hommage homenaje lullaby lullabies renditions rendition bootleg remixes remixed demos outtakes rehearsals acapella acappella acapellas nightcore daycore slowed stripped soundboard covers covered coverversions commentary interviews emulation emulations chiptune 8bit live ライブ',
);

/** What follows `live` when a folder speaks of a concert. */
export const placing = wordSet(
  'at in from on im en au a bei auf version versions sessions session recordings recording album ep bootleg concert tour set broadcast',
);

/** Words before the wanted artist's name that make it a tribute. */
export const coverBefore = wordSet('to plays play performs perform sings covers covering celebrating');

/** Words that make `… of <artist>` a tribute (`The Songs of`, not `The Best of`). */
export const coverOf = wordSet(
  'songs music versions version renditions rendition covers tribute style sound sounds emulations',
);

/** Where concerts take place and how they are taped; with a whole date they make a folder a concert. */
export const concertWords = wordSet(
  'fm sbd aud dsbd mtx matrix soundboard audience festival fest arena stadium hall halle theatre theater theatro club ballroom amphitheatre amphitheater auditorium coliseum pavilion fillmore webcast broadcast bootleg',
);

/** An artist's name may go on with what it plays with. */
export const ensembles: ReadonlySet<string> = wordSet('trio quartet quintet sextet septet octet orchestra experience');
