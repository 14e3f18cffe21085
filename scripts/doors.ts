/**
 * Checks who imports whom against `.dependency-cruiser.cjs`. Fails when the cruise saw too little, because a check that saw nothing
 * proves nothing. `node scripts/doors.ts [folder …]`
 */

import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';

interface Rules {
  forbidden: Parameters<typeof cruise>[1] extends infer O
    ? NonNullable<O extends { ruleSet?: infer R } ? R : never>
    : never;
  options: Record<string, unknown>;
}

/** Cruises the folders below `baseDir`; answers the violations and how many modules of ours were seen. */
export async function checkDoors(
  folders: readonly string[],
  baseDir: string,
): Promise<{ violations: string[]; seen: number }> {
  const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as Rules & { forbidden: unknown[] };
  const result = await cruise(
    [...folders],
    { ...rules.options, baseDir, ruleSet: { forbidden: rules.forbidden as never }, validate: true },
    rules.options['enhancedResolveOptions'] as never,
  );
  const output = result.output;
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text where data was expected.');
  const violations = output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  return { violations, seen: output.modules.filter((module) => !module.source.includes('node_modules')).length };
}

if (import.meta.main) {
  const { violations, seen } = await checkDoors(['server/src', 'web/src', 'stand-ins'], process.cwd());
  for (const violation of violations) process.stdout.write(`${violation}\n`);
  process.stdout.write(`${seen} modules seen, ${violations.length} imports refused.\n`);
  if (seen < 50) process.stdout.write('Too few modules were seen: the check itself is broken.\n');
  process.exitCode = violations.length > 0 || seen < 50 ? 1 : 0;
}
