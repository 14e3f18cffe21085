import { sayFrom } from '#music';

/** Everything that the matcher says of an offered file. The page says it in its language by code (`reasons.match` of its texts). */
export const matchSentences = {
  agreement: 'The title agrees, {{artist, reason}}, {{version, reason}}.',
  agreement_with_length:
    'The title agrees, {{artist, reason}}, {{version, reason}}, and the length is {{seconds, number}} s off.',
  agreement_artist_in_folder: 'a folder names the artist',
  agreement_artist_in_name: 'the file name names the artist',
  agreement_no_version: 'no other version is claimed',
  agreement_version: 'the wanted version is named',
  not_audio: 'The file is not an audio file.',
  title_missing: 'The file name does not contain the title “{{title}}”.',
  title_partial: 'Only the part of “{{title}}” in one script is in the file name.',
  title_typo: 'The title “{{title}}” is spelled slightly differently.',
  title_other_script: 'The title “{{title}}” is written in another script.',
  words_after: 'The file name goes on after the title with “{{words}}”: another title.',
  words_before: 'The file name begins with “{{words}}”, which is not the wanted artist.',
  words_aside: 'The file name adds “{{words}}”, which is not part of the wanted title.',
  version_differs: 'The file is another version: {{offered, versions}}; wanted is {{wanted, versions}}.',
  version_unasked: 'The file is a version nobody asked for: {{offered, versions}}.',
  version_missing: 'The wanted version ({{wanted, versions}}) is not named.',
  version_vague: 'The version is named less precisely than wanted.',
  folder_version: 'The folder holds another kind of recording: {{offered, versions}}.',
  artist_missing: 'The artist is named neither in the file name nor in a folder.',
  artist_aside: 'The artist is named only in brackets, which may be a credit or a cover.',
  artist_part: 'Only one of the joint artists is named.',
  length_unknown: 'The length of the file or of the wanted track is unknown.',
  length_longer: 'The file is {{seconds, number}} s longer than the wanted track.',
  length_shorter: 'The file is {{seconds, number}} s shorter than the wanted track.',
  length_implied: 'Size and bitrate imply about {{seconds, number}} s instead of {{wanted, number}} s.',
  album_folder: 'The folder is named like the wanted album.',
  format_refused: 'The format {{format}} is not in the quality profile.',
  bit_depth_refused: "{{bits, number}} bit is below the profile's minimum of {{least, number}} bit.",
  bitrate_refused: "{{kbps, number}} kbit/s is below the profile's minimum of {{least, number}} kbit/s.",
  quality_choice: '{{sound, sound}}: choice {{place, number}} of the quality profile.',
  quality_unlisted: '{{sound, sound}}: not in the quality profile.',
  edition_same: 'From the wanted edition of the album.',
  edition_differs: 'From another edition of the album than the wanted one.',
  edition_missing: 'The path does not name the wanted edition of the album.',
  edition_unasked: 'From a special edition of the album, which was not asked for.',
  not_enough: 'The evidence is not enough.',
} as const;

/** Why a wish waits for a person or another round after matching; codes of causes (`reasons.told` of the page's texts). */
export const matchCauses = {
  needs_review: {
    one: 'One file is close but not certain. Best one: {{why, reason}} Choose one by hand, or cancel the wish.',
    other:
      '{{count, number}} files are close but not certain. Best one: {{why, reason}} Choose one by hand, or cancel the wish.',
  },
  all_peers_failed: {
    one: 'The only peer with a right file could not deliver it. Searched again later.',
    other: 'All {{count, number}} peers with a right file could not deliver it. Searched again later.',
  },
  low_quality: {
    one: 'One file is the wanted recording, but not good enough. The closest: {{why, reason}} Searched again later.',
    other:
      '{{count, number}} files are the wanted recording, but not good enough. The closest: {{why, reason}} Searched again later.',
  },
  no_match: {
    one: 'One file was found, but it is not the wanted recording. The closest: {{why, reason}} Searched again later.',
    other:
      '{{count, number}} files were found, but none is the wanted recording. The closest: {{why, reason}} Searched again later.',
  },
} as const;

/** Says one of the matcher's sentences. */
export const say = sayFrom(matchSentences);
/** Says why a wish waits after matching. */
export const tell = sayFrom(matchCauses);
