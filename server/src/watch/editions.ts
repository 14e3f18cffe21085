import { compact } from '#music';

/** Words that name an edition of an album rather than another album. */
const editionWords = new Set(
  (
    'deluxe super expanded extended anniversary edition editions version remaster remastered remasters bonus special limited collectors collector legacy ' +
    'complete explicit clean reissue tracks track disc the and of year years th st nd rd digital vinyl cd international japan japanese us uk eu tour ' +
    'platinum gold diamond super ultimate definitive with plus'
  ).split(' '),
);
const told =
  /deluxe|expanded|anniversary|edition|remaster|bonus|special|limited|collector|legacy|explicit|clean|reissue/i;

/** Whether a bracket or the part behind a dash only says which edition it is: "(Deluxe Edition)", "- 2011 Remaster". "(Taylor's Version)" does not. */
function isEdition(part: string): boolean {
  if (!told.test(part)) return false;
  const words = part
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u);
  return words.every((word) => word === '' || editionWords.has(word) || /^\d+(?:th|st|nd|rd)?$/.test(word));
}

/** What editions of one release share, in comparable form: the title without words of edition, and album or single. Never empty. */
export function groupKey(title: string, type: string): string {
  const cut = title
    .replace(/[([{]([^()[\]{}]*)[)\]}]/g, (whole, inner: string) => (isEdition(inner) ? ' ' : whole))
    .replace(/\s+[-–—:]\s+([^-–—:]+)$/u, (whole, tail: string) => (isEdition(tail) ? '' : whole));
  const form = compact(cut) || compact(title) || title.trim().toLowerCase();
  return `${type === 'single' ? 'single' : 'album'}|${form}`;
}
