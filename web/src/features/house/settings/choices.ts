/** How a setting is entered: switched, chosen from a list, or written. */
export type Entry =
  | { readonly type: 'switch' }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
  | { readonly type: 'number' | 'text' };

/** The entry that fits to a kind as the server describes it: `yes/no`, `accept | review`, `whole number 1–64`, … */
export function entryOf(kind: string): Entry {
  if (kind === 'yes/no') return { type: 'switch' };
  if (kind.includes(' | ') && !kind.startsWith('list')) return { type: 'choice', choices: kind.split(' | ') };
  return { type: /^(?:whole )?number/.test(kind) ? 'number' : 'text' };
}

/** Whether a text means yes, as the server reads it. */
export function isYes(value: string | null): boolean {
  return ['1', 'true', 'yes', 'on'].includes(value?.toLowerCase() ?? '');
}
