/** A set of the words in a text; how word lists are written in this repository, so that they stay readable and short. */
export function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
