import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One place in the code that answers with an error. */
export interface Raised {
  readonly file: string;
  readonly status: number;
  readonly code: string;
  /** `meta.reason`, where it is written out. */
  readonly reason: string | null;
}

/** Every `problem(status, 'CODE', …)` that is written out below a folder; tests are left out. */
export function problemsIn(folder: string): Raised[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .toSorted()
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return [...text.matchAll(/\bproblem\(\s*(\d{3}),\s*'([A-Z_]+)'/g)].map((found) => {
        const call = callAt(text, found.index);
        return {
          file: join(folder, name),
          status: Number(found[1]),
          code: found[2] ?? '',
          reason: /\breason: '([a-z_]+)'/.exec(call)?.[1] ?? null,
        };
      });
    });
}

/** The text of a call from its name to its closing bracket. */
function callAt(text: string, start: number): string {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (text[at] === ')' && depth === 0) return text.slice(start, at + 1);
  }
  return text.slice(start);
}
