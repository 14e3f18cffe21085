/** What a column of a table means to us. */
export type Column =
  | 'reference'
  | 'title'
  | 'artist'
  | 'artistReferences'
  | 'album'
  | 'albumArtist'
  | 'albumReference'
  | 'isrc'
  | 'duration'
  | 'releaseDate'
  | 'year'
  | 'trackNumber'
  | 'discNumber'
  | 'video'
  | 'type';

/**
 * Header words as the exporters write them, in the languages they are translated to, separated by bars; compared after `headerKey`, so
 * case, accents and punctuation do not matter.
 */
export const headerWords: Readonly<Record<Column, string>> = {
  reference: `
    Track URI | Track-URI | Spotify URI | Spotify URL | Spotify Link | Spotify - id | Spotify id | Spotify Track Id | Track ID |
    URI | URL | Link | Spotify Track URI | URI du titre | URI de la piste | URI de la canción | URI de la pista |
    URI della traccia | URI del brano | URI van nummer | Nummer-URI | URI da faixa | Spår-URI | Låt-URI | Parça URI | Şarkı URI |
    URI κομματιού | トラックURI | 曲のURI`,
  title: `
    Track Name | Track-Name | Track | Title | Song | Song Title | Song Name | Track Title | Titel | Lied | Songtitel | Titelname |
    Titre | Nom du titre | Nom de la piste | Nom du morceau | Morceau | Chanson | Título | Canción | Nombre de la canción |
    Nombre de la pista | Nombre | Titolo | Brano | Nome della traccia | Nome del brano | Nome traccia | Nummer | Naam van nummer |
    Nummernaam | Naam | Faixa | Música | Nome da faixa | Nome da música | Låt | Låtnamn | Spårnamn | Spår | Namn | Parça |
    Parça adı | Şarkı | Şarkı adı | Ad | Τίτλος | Όνομα κομματιού | トラック名 | 曲名 | タイトル | اسم المقطع | اسم الأغنية | اسم المسار |
    العنوان | Название | Трек | Name | Nom | Nome | trackName | master_metadata_track_name`,
  artist: `
    Artist Name(s) | Artist Name | Artist Names | Artist | Artists | Track Artist | Performer | Band | Creator | Künstlername(n) |
    Künstlername | Künstler | Interpret | Interpreten | Artiste | Artistes | Nom(s) de l'artiste | Nom de l'artiste |
    Noms des artistes | Interprète | Artista | Artistas | Nombre(s) del artista | Nombre del artista | Nombres de los artistas |
    Intérprete | Artisti | Interprete | Nome dell'artista | Nome/i artista/i | Nome artista | Nomi degli artisti | Artiest |
    Artiesten | Naam artiest | Artiestnaam | Artiestennamen | Naam/namen artiest(en) | Nome do artista | Nome(s) do(s) artista(s) |
    Nome(s) do artista | Nomes dos artistas | Artistnamn | Artister | Sanatçı | Sanatçılar | Sanatçı adı | Sanatçı adları |
    Sanatçı Ad(lar)ı | Καλλιτέχνης | Όνομα καλλιτέχνη | Ονόματα καλλιτεχνών | アーティスト | アーティスト名 | الفنان | اسم الفنان |
    أسماء الفنانين | Исполнитель | artistName | Artist Name 1 | master_metadata_album_artist_name`,
  artistReferences: 'Artist URI(s) | Artist URI | Artist URIs | Künstler-URI(s)',
  album: `
    Album Name | Album-Name | Album | Album Title | Release | Release Name | Albumname | Albumtitel | Nom de l'album |
    Nombre del álbum | Álbum | Nome dell'album | Nome album | Naam album | Albumnaam | Nome do álbum | Albumnamn | Albüm |
    Albüm adı | Άλμπουμ | Όνομα άλμπουμ | アルバム | アルバム名 | اسم الألبوم | الألبوم | Альбом | albumName |
    master_metadata_album_album_name`,
  albumArtist: `
    Album Artist Name(s) | Album Artist | Album Artists | Albumartist | Album-Künstlername(n) | Album-Künstler | Albuminterpret |
    Artiste de l'album | Artista del álbum | Artista dell'album | Artista do álbum | Albumartiest`,
  albumReference: 'Album URI | Album-URI | Spotify Album Id | Spotify Album URI',
  isrc: 'ISRC | ISRC Code',
  duration: `
    Duration (ms) | Track Duration (ms) | Track-Dauer (ms) | Duration | Length | Time | Total Time | Track Duration | Duration ms |
    Duration (s) | Duration (sec) | Dauer | Länge | Zeit | Durée | Durée (ms) | Duración | Duración (ms) | Durata | Durata (ms) |
    Duur | Duur (ms) | Duração | Duração (ms) | Längd | Süre | Διάρκεια | 再生時間 | المدة`,
  releaseDate: `
    Release Date | Album Release Date | Veröffentlichungsdatum des Albums | Veröffentlichungsdatum | Erscheinungsdatum |
    Date de sortie | Fecha de lanzamiento | Data di uscita | Releasedatum | Data de lançamento`,
  year: 'Year | Release Year | Jahr | Année | Año | Anno | Jaar | Ano | År | Yıl',
  trackNumber: `
    Track Number | Track-Nummer | Track No | Track # | Titelnummer | Numéro de piste | Número de pista | Numero traccia |
    Tracknummer | Número da faixa`,
  discNumber: `
    Disc Number | Disc-Nummer | Disc | Disc No | CD-Nummer | Discnummer | Disk Number | Numéro de disque | Número de disco |
    Numero disco`,
  video: `
    Video ID | Video URL | Song URL | YouTube - id | YouTube id | Video-ID | ID de la vidéo | ID de vídeo | ID del vídeo |
    ID video | Video-id`,
  type: 'Type | Typ',
};
