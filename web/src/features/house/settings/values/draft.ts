import type { DeclaredSetting } from '../../../../api/index.ts';
import { isYes } from '../choices.ts';

/** Settings with what was entered for them and is not stored yet. */
export interface Draft {
  /** What was entered, else what is in effect; `''`: not set. */
  value(name: string): string;
  yes(name: string): boolean;
  /** Entries of a list. */
  list(name: string): readonly string[];
  set(name: string, value: string): void;
  /** What the server says is wrong with it. */
  problem(name: string): string | undefined;
  setting(name: string): DeclaredSetting | undefined;
}

/** Whether two texts mean the same value of a setting. */
export function means(setting: DeclaredSetting, a: string, b: string): boolean {
  if (setting.kind === 'yes/no') return isYes(a) === isYes(b);
  if (setting.kind.startsWith('list')) return entriesOf(a).join() === entriesOf(b).join();
  return a.trim() === b.trim();
}

/** The entries of a list as the server reads them. */
export function entriesOf(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** What of the entered texts would change something, in the order of `settings`. */
export function changesIn(
  settings: readonly DeclaredSetting[],
  entered: Readonly<Record<string, string>>,
): { readonly setting: DeclaredSetting; readonly value: string }[] {
  return settings.flatMap((setting) => {
    const value = entered[setting.name];
    return value === undefined || means(setting, value, setting.value ?? '') ? [] : [{ setting, value: value.trim() }];
  });
}

/** A list with one entry moved to another place; as it was where there is no such place. */
export function moved(entries: readonly string[], from: number, by: -1 | 1): string[] {
  const list = [...entries];
  const [entry] = list.splice(from, 1);
  if (entry === undefined || from + by < 0 || from + by > list.length) return [...entries];
  list.splice(from + by, 0, entry);
  return list;
}
