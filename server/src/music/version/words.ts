import { wordSet } from '../word-set.ts';

/** Words that open a credit: guests, producers, partners. */
export const creditWords = wordSet(
  'feat ft featuring feats fts with w prod produced producer duet con avec mit met guest vocal vocals arr arranged при уч совместно',
);
/** Credits that may also stand without brackets. */
export const featureWords = wordSet('feat ft featuring feats');
/** Words that count parts; `tokenise` already writes the most common ones as `pt` and `vol`. */
export const partWords = wordSet(
  'part pt pts parts vol volume chapter ch teil parte partie deel del czesc часть ч episode no nr number act book movement',
);
/** Words without meaning of their own inside a version's name. */
export const fillers = wordSet(
  'the a an at in on by from of and de del la le en for to s y e et und im am au du los version ver mix edit take 版',
);
/** What follows `live` when it speaks of a concert and not of living (`Live at Leeds`, not `We Live Forever`). */
export const afterLive = wordSet(
  'at in from on im en au a bei auf by with for and acoustic version session sessions recording take mix edit bootleg lounge medley remaster remastered concert tour performance broadcast studio ver instrumental unplugged demo bonus audio video aus dal dall the radio bbc',
);
/** Last words of an internet address that an uploader put into a name. */
export const siteWords = wordSet('com net org ru info cc biz');
/** Words that make `2019 Version` a mastering or edition, not a new recording. */
export const masteringWords = wordSet(
  'remaster remastered remastering digital master album single original stereo mono lp explicit clean edition deluxe anniversary bonus expanded track mix video',
);
/** Words that name a film, a play or a game as the source of a song. */
export const sourceWords = wordSet('soundtrack ost film movie musical pictures');
/** Neutral words that are recognised when misspelt. */
export const neutralSpellings = wordSet('remaster remastered original explicit version edition');
/** What makes a nameless mix or version a statement. */
export const genericWords = wordSet('version ver mix 版');
/** Regions whose releases can hold another version (`US Version`). */
export const regionWords = wordSet('us uk usa eu');
