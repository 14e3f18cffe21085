import { distance } from 'fastest-levenshtein';

const digit = /\d/g;

/** Typing slips allowed for a name of this many letters. */
export function slipsFor(length: number): number {
  return length < 5 ? 0 : length < 9 ? 1 : length < 18 ? 2 : 3;
}

/** Edit distance in which two swapped neighbours count once (Damerau's fourth error, told by equal letters). */
export function slipsBetween(left: string, right: string): number {
  const edits = distance(left, right);
  if (edits === 2 && left.length === right.length && left.split('').sort().join('') === right.split('').sort().join(''))
    return 1;
  return edits;
}

/** Whether two words differ by exactly one slip: a letter changed, missing, added, or two neighbours swapped. */
export function isSlip(left: string, right: string): boolean {
  return Math.abs(left.length - right.length) <= 1 && slipsBetween(left, right) <= 1;
}

/** Whether two compact names are the same but for slips that their length allows; the digits in them must agree. */
export function nearlySame(left: string, right: string): boolean {
  if (left === right) return true;
  const allowed = slipsFor(Math.max(left.length, right.length));
  // Two letters more at the end are another word (`Vale`, `Valero`), not a slip.
  if (Math.abs(left.length - right.length) > 1 && (left.startsWith(right) || right.startsWith(left))) return false;
  if (allowed === 0 || Math.abs(left.length - right.length) > allowed || slipsBetween(left, right) > allowed)
    return false;
  return (left.match(digit)?.join('') ?? '') === (right.match(digit)?.join('') ?? '');
}

/** Whether two names have the same words but for slips inside words; a word more or less is another name (`Numbers`, `No Numbers`). */
export function nearlySameWords(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return left.length + right.length > 2 && left.join('') === right.join('');
  let slipped = 0;
  for (let at = 0; at < left.length; at += 1) {
    const [a, b] = [left[at] as string, right[at] as string];
    if (a === b) continue;
    if (Math.min(a.length, b.length) < 4 || !nearlySame(a, b)) return false;
    slipped += 1;
  }
  return slipped <= 2;
}
