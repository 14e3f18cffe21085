import type { VersionKind } from './kinds.ts';

/**
 * How version kinds are said, normalised as by `words`, phrases separated by commas. Languages: English, German, Spanish, Portuguese, French, Italian,
 * Dutch, Polish, Czech, Turkish, Scandinavian, Russian, Greek. Scripts without spaces have their own table below.
 */
// biome-ignore format: rows of phrases
export const phrases: Readonly<Partial<Record<VersionKind, string>>> = {
  live: `live, en vivo, ao vivo, en directo, en direct, dal vivo, in concert, en concert, en concierto, in concerto, concert, konzert, concierto,
    na zywo, nazivo, nazivo, na zivo, uzivo, zive, zivak, canli, konser, konsert, elava, elopera, elossa, livet, in session, session, sessions, tiny desk,
    live lounge, soundcheck, sound check, bootleg recording, soundboard, audience recording, fm broadcast, radio broadcast, recorded at, recorded in,
    recorded live, ζωντανα, живой, живая, живое, живьем, вживую, концерт, с концерта, наживо, на живо, лайв, הופעה חיה, לייב, حفله, مباشر, akustik live`,
  remix: `remix, remixed, re mix, re mixed, re work, re worked, re fix, re imagined, retouch, remixes, remixs, rmx, rmxs, remezcla, remiks, remixe, rework, reworked, rework of, refix, reflip, flip, bootleg, vip, vip mix, re edit,
    reedit, reimagined, reimagination, reinterpretation, reconstruction, redux, refreak, revamp, recut, remake, lofi, lo fi, lofi flip, ремикс, рмкс, ρεμιξ, רמיקס, ريمكس, club mix, dance mix, house mix, hardstyle,
    slap house, phonk`,
  dub: `dub, dub mix, dub version, dubbed, dubwise`,
  edit: `radio edit, single edit, radio mix, radio version, radio cut, radio, edit, edited, edited version, single mix, 7 inch, 7in, 7 mix, 7 version, 7 edit, video edit, video version, short version,
    short edit, short mix, tv size, tv edit, tv version, tv mix, cut version, radyo, radioversion, version radio, version courte, kurzversion, радио версия, радио эдит, pop edit`,
  extended: `extended, extended mix, extended version, extended edit, extended remix, 12 inch, 12in, 12 mix, 12 version, 12 inch mix, 12 inch version, 12 single version, long version, long mix, longer version,
    full length version, maxi version, maxi mix, maxi single version, xtended, extendida, version longue, version larga, version extendida, versao estendida, langversion, uncut`,
  acoustic: `acoustic, acoustics, acustico, acustica, acustic, acoustique, akustik, akustisch, akustiskt, akustyczna, akustycznie, akusticka, akusticky, akoestisch, unplugged, desenchufado, stripped, stripped down, stripped back, piano version,
    piano, solo piano, guitar version, orchestral, orchestral version, orchestra version, orchestra, symphonic, symphonic version, strings version, string version, акустика, акустическая, акустический, acoustic version`,
  instrumental: `instrumental, instrumentals, instrumentale, instrumentaal, instrumentalna, instrumentaali, instrumenta, strumentale, enstrumantal, inst, instr, backing track, backing tracks, backing, backtrack, off vocal, vocal off, minus one, minusone, without vocals, no vocals, no vocal,
    karaoke, karaoke version, karaoke hits, karaoke mix, playback, play back, playback version, pista, sing along, singalong, cdg, mr removed, music only, инструментал, инструментальная, минус, минусовка, караоке, קריוקי, كاريوكي`,
  acappella: `acappella, acapella, acapela, accapella, acapellas, a cappella, a capella, a capela, vocals only, vocal only, only vocals, isolated vocals, akapella, akapela, diy acapella, studio acapella, а капелла, акапелла, акапела`,
  demo: `demo, demos, demo version, demo tape, outtake, outtakes, out take, alternate take, alternate version, alternate mix, alternate, alternative version, alternative take, alternative mix, alt version, alt take, alt mix, take, rehearsal, rehearsals, rough mix, rough cut,
    rough, work in progress, wip, early version, early take, early mix, early demo, first take, home recording, sketch, unfinished, unreleased, unreleased version, maqueta, maquette, ensayo, monitor mix, scratch, proberaum, демо, репетиция, черновик, ντεμο`,
  rerecording: `re recorded, rerecorded, taylors version, re recorded version, re recording, rerecording, re record, rerecord, re recorded versions, new recording, newly recorded, new version, regrabado, regrabada, regrabacion, regravacao, regravada, neuaufnahme,
    neueinspielung, reenregistre, перезапись, перезаписанная`,
  speed: `sped up, speed up, sped, spedup, sped up version, speedup, super sped up, super slowed, slowed, slowed down, slow down version, slowed reverb, slowed and reverb, slowed n reverb, slow reverb, nightcore, daycore, 8d, 8d audio, 8d version, 16d, 432hz, 432 hz, 528hz, 528 hz, bass boosted, bassboosted, reverb, chopped and screwed,
    chopped screwed, chopped n screwed, screwed, chopped not slopped, screwed and chopped, pitched, pitched up, pitched down, fast version, faster version, slow version, slower version, ultra slowed, acelerada, acelerado, ralenti, reversed, backwards, tiktok version, tik tok version, ускоренная, замедленная, замедленный, speed`,
  stem: `stem, stems, drum stem, drumless, drum less, no drums, without drums, no bass, bassless, without bass, no guitar, guitarless, without guitar, guitar track, drum track, bass track, vocal track, guitar only, drums only, bass only, multitrack, multi track, multitracks, isolated, isolated bass, isolated guitar, isolated drums, vocals track, vocal track, vocals track only, vocal track only, drums track, guitars only, vocals stem, bass stem, guitar stem, rock band stem, click track`,
  commentary: `commentary, commentaries, interview, interviews, track by track, spoken word, spoken, making of, the making of, behind the song, story behind, voice memo, voice note, podcast, trailer, preview, teaser, snippet, sample, excerpt, ringtone, q and a, talk, speech, introduction by, introduced by, liner notes, entrevista, intervista, комментарий, интервью, рингтон`,
  medley: `medley, mashup, mash up, mashed up, megamix, mega mix, minimix, mini mix, potpourri, pot pourri, popurri, continuous mix, continuous, dj mix, dj set, nonstop, non stop, nonstop mix, mixed, vs, попурри, мэшап, мегамикс`,
  cover: `cover, covers, covered, cover version, cover by, covered by, coverversion, tribute, tribute to, a tribute to, tributes, tributo, tributo a, tribut, homenaje, homenaje a, hommage, hommage a, homenagem, omaggio, omaggio a, originally by, originally performed by, originally recorded by, originally sung by, made famous by, as made famous by, made popular by, in the style of, style of, as performed by, as sung by,
    inspired by, 8 bit, 8bit, 8 bit version, 16 bit, chiptune, lullaby, lullabies, lullaby version, lullaby renditions, rendition of, renditions of, renditions, music box, music box version, string quartet, emulation, impersonation, soundalike, sound alike, parody, parodia, spoof, workout, workout mix, fitness, fitness version, cardio, like a version, celtic version, reggae version, bossa nova version, jazz version, metal version, metal cover, a la maniere de, au style de, al estilo de, im stil von, кавер, кавер версия, трибьют, διασκευη, קאבר`,
  variant: `spotify singles, spotify session, spotify sessions, amazon original, amazon originals, apple music session, apple music sessions, apple music home session, deezer session, deezer home session, youtube session`,
  'whole-album': `full album, complete album, whole album, entire album, full ep, full lp, full mixtape, full concert, full show, full set, album complet, album completo, disco completo, ganzes album, komplettes album, полный альбом, весь альбом`,
  section: `reprise, intro, outro, interlude, prelude, skit, coda, introduction, reprisa, overture, segue`,
};

/** The same for scripts written without spaces: found anywhere in a word. Longer ones first where one holds another. */
// biome-ignore format: rows of phrases
export const glued: readonly (readonly [string, VersionKind])[] = [
  ['ライブ', 'live'], ['ライヴ', 'live'], ['コンサート', 'live'], ['生演奏', 'live'], ['라이브', 'live'], ['콘서트', 'live'], ['现场', 'live'], ['現場', 'live'], ['演唱会', 'live'], ['演唱會', 'live'],
  ['音乐会', 'live'], ['音樂會', 'live'], ['แสดงสด', 'live'], ['บันทึกการแสดงสด', 'live'], ['คอนเสิร์ต', 'live'], ['リミックス', 'remix'], ['리믹스', 'remix'], ['混音', 'remix'], ['รีมิกซ์', 'remix'], ['ラジオエディット', 'edit'], ['ラジオ', 'edit'], ['シングル版', 'edit'], ['シングルバージョン', 'edit'],
  ['シングルヴァージョン', 'edit'], ['エディット', 'edit'], ['tvサイズ', 'edit'], ['ショートバージョン', 'edit'], ['ロングバージョン', 'extended'], ['エクステンデッド', 'extended'], ['加长版', 'extended'], ['加長版', 'extended'],
  ['アコースティック', 'acoustic'], ['弾き語り', 'acoustic'], ['ピアノバージョン', 'acoustic'], ['어쿠스틱', 'acoustic'], ['不插电', 'acoustic'], ['不插電', 'acoustic'], ['钢琴版', 'acoustic'], ['鋼琴版', 'acoustic'], ['吉他版', 'acoustic'], ['อะคูสติก', 'acoustic'],
  ['インストゥルメンタル', 'instrumental'], ['インスト', 'instrumental'], ['カラオケ', 'instrumental'], ['伴奏', 'instrumental'], ['纯音乐', 'instrumental'], ['純音樂', 'instrumental'], ['消音', 'instrumental'], ['노래방', 'instrumental'], ['반주', 'instrumental'], ['가라오케', 'instrumental'], ['연주곡', 'instrumental'],
  ['인스트루멘탈', 'instrumental'], ['卡拉ok', 'instrumental'], ['คาราโอเกะ', 'instrumental'], ['アカペラ', 'acappella'], ['清唱', 'acappella'], ['아카펠라', 'acappella'], ['デモ', 'demo'], ['데모', 'demo'], ['试听', 'demo'], ['小样', 'demo'], ['リハーサル', 'demo'],
  ['再録', 'rerecording'], ['新録', 'rerecording'], ['重录', 'rerecording'], ['重錄', 'rerecording'], ['재녹음', 'rerecording'], ['日本語', 'language'], ['英語', 'language'], ['英文版', 'language'], ['中文版', 'language'], ['国语', 'language'], ['國語', 'language'], ['粤语', 'language'], ['粵語', 'language'], ['韓国語', 'language'], ['韩文版', 'language'], ['日文版', 'language'],
  ['영어', 'language'], ['일본어', 'language'], ['중국어', 'language'], ['한국어', 'language'], ['倍速', 'speed'], ['加速', 'speed'], ['降速', 'speed'], ['慢速', 'speed'], ['スピードアップ', 'speed'], ['カバー', 'cover'], ['カヴァー', 'cover'], ['歌ってみた', 'cover'], ['トリビュート', 'cover'], ['オルゴール', 'cover'], ['翻唱', 'cover'], ['致敬', 'cover'], ['커버', 'cover'], ['헌정', 'cover'],
  ['メドレー', 'medley'], ['メガミックス', 'medley'], ['串烧', 'medley'], ['串燒', 'medley'], ['메들리', 'medley'], ['全专辑', 'whole-album'], ['整张专辑', 'whole-album'], ['フルアルバム', 'whole-album'], ['インタビュー', 'commentary'], ['인터뷰', 'commentary'],
];

// biome-ignore format: rows of words
/** Languages in which versions are sung, in English and in their own or neighbouring words. */
export const languages = `english, spanish, german, french, italian, portuguese, russian, japanese, korean, chinese, mandarin, cantonese, hebrew, arabic, hindi, turkish, polish, dutch, swedish, norwegian, danish,
  finnish, greek, ukrainian, czech, hungarian, romanian, catalan, basque, galician, welsh, irish, gaelic, thai, vietnamese, indonesian, tagalog, tamil, telugu, punjabi, bengali, latin, esperanto, spanglish, brazilian,
  espanol, espanola, castellano, deutsch, deutsche, englisch, englische, spanisch, franzosisch, francais, francaise, anglais, anglaise, espagnol, italiano, italiana, ingles, inglesa, inglese, frances, portugues, portuguesa, aleman, alemana, jpn, jap, kor, chn, eng, esp`;

// biome-ignore format: rows of words
/** Words that say nothing about the recording: edition, mastering, packaging, source and quality of the same take. */
export const neutral = `remaster, remastered, remasterd, remastering, remasterizado, remasterizada, remasterise, remasterisee, remastérisé, remasters, remasterisiert, digitally, digital, master, mastered, ремастер, hd, hq, album, lp, original, originale, originalversion, main, standard, studio, explicit, clean, dirty, bpm, clip, videoclip, letra, letras, paroles, testo, legendado, subtitulado, 4k, 1080p, 720p, 480p, copy, kopie, copia, duplicate, censored, uncensored, uncut version, bonus, bonustrack, track, tracks, deluxe,
  edition, expanded, anniversary, special, limited, collectors, collector, super, ultimate, complete, reissue, reissued, release, released, rerelease, issue, mono, stereo, version, ver, versie, version originale, mix, official, officiel, oficial, offizielles, audio, video, music, musicvideo, lyrics, lyric, visualizer, visualiser, flac, mp3, aac, ogg, opus, m4a, wav, alac, ape, lossless, kbps, kbit, khz, bit, bits, vbr, cbr, v0, v2,
  web, cd, cdm, cds, cdr, cda, ep, vinyl, vinylrip, cassette, tape, dvd, sacd, hdcd, dsd, hi, hires, res, eac, rip, ripped, log, cue, single, itunes, spotify, deezer, tidal, qobuz, bandcamp, amazon, youtube, yt, soundcloud, beatport, promo, advance, retail, proper, repack, internal, japan, japanese, european, us, uk, usa, eu, import, inch, side, disc, disk, volume normalised, complete, ost, soundtrack, various, artists, va, new, hot, free, download, full,
  2cd, 3cd, 4cd, 2lp, 2xlp, dolby, atmos, surround, quad, spatial, 24bit, 16bit, 24b, 44, 48, 96, 192, 320, 256, 128, 320k, 320kbps, 24, 16, stereo mix, mfsl, mofi, shm, ремастеринг, ost, original mix, remasterizada, digipak, digipack`;
