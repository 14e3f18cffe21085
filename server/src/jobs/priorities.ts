import { currentTypeName } from './settings.ts';

/** Priorities that a person gave, by job type; and what could not be understood. */
export interface GivenPriorities {
  readonly priorities: ReadonlyMap<string, number>;
  readonly warnings: readonly string[];
}

/**
 * Reads `ORCH_PRIORITY_JSON` (wins) or `ORCH_PRIORITY_CSV`. Unknown types are ignored without a word, as ever; entries that are not a whole
 * number, and JSON that is none, are left out with a warning, so that a typing error never stops the house.
 */
export function readPriorities(
  given: { readonly priorityJson: string | null; readonly priorityCsv: string | null },
  types: readonly string[],
): GivenPriorities {
  const warnings: string[] = [];
  const entries =
    given.priorityJson === null ? csvEntries(given.priorityCsv ?? '') : jsonEntries(given.priorityJson, warnings);
  const priorities = new Map<string, number>();
  for (const [name, value] of entries) {
    const type = currentTypeName(name);
    if (!types.includes(type)) continue;
    const priority = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof priority === 'number' && Number.isInteger(priority) && Math.abs(priority) <= 1_000_000) {
      priorities.set(type, priority);
    } else warnings.push(`The priority of "${name}" must be a whole number; it keeps its own.`);
  }
  return { priorities, warnings };
}

function csvEntries(text: string): [string, unknown][] {
  return text
    .split(',')
    .filter((pair) => pair.trim() !== '')
    .map((pair) => {
      const [name = '', value = ''] = pair.split(':');
      return [name, value];
    });
}

function jsonEntries(text: string, warnings: string[]): [string, unknown][] {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  } catch (error) {
    warnings.push(`ORCH_PRIORITY_JSON is not JSON (${error instanceof Error ? error.message : String(error)}).`);
    return [];
  }
  warnings.push('ORCH_PRIORITY_JSON must be an object such as {"download":900}.');
  return [];
}
