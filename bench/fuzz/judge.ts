import { Compile } from 'typebox/schema';
import type { Operation, Schema } from './operations.ts';

/** What came back. */
export interface FuzzAnswer {
  readonly status: number;
  readonly type: string;
  readonly headers: string;
  readonly text: string;
}

/** Inner workings that no answer may show: stacks, places of files, words of the database and of the engine. */
const inner = [
  /\bat [^\n]{0,200}\.(?:ts|js|mjs|cjs):\d+:\d+/,
  /node_modules/,
  /node:internal/,
  /invalid input syntax for|violates (?:unique|check|foreign|not-null)|invalid byte sequence|out of range for type/,
  /Cannot read propert|is not a function|is not iterable|Unexpected token/,
];

/** What only others can put right, or the operator has switched off, is 502, 503 or 504 with one of these codes. */
const outside = new Set([502, 503, 504]);
const outsideCode = /"code":"(?:DEPENDENCY_ERROR|FEATURE_DISABLED)"/;

/** What the gate and the shell answer for any operation, in the envelope. */
const general = new Set([304, 400, 401, 403, 404, 408, 413, 414, 415, 429, 431]);

/** Judges answers by the document; each fault is a sentence. */
export function createJudge(components: Schema, secrets: readonly string[]) {
  const checkers = new Map<Schema, ReturnType<typeof Compile>>();
  function checkerOf(schema: Schema): ReturnType<typeof Compile> {
    let checker = checkers.get(schema);
    if (checker === undefined) {
      checker = Compile({ ...schema, components });
      checkers.set(schema, checker);
    }
    return checker;
  }

  return {
    /** What is wrong with this answer, `null` when nothing is. */
    faultOf(operation: Operation, answer: FuzzAnswer): string | null {
      const { status, text } = answer;
      if (status >= 500 && !(outside.has(status) && outsideCode.test(text))) return `answers ${status}`;
      const leak = leakIn(text + answer.headers);
      if (leak !== null) return leak;
      const { answers } = operation;
      const key = [String(status), `${String(status)[0]}XX`, 'DEFAULT'].find((each) => answers.has(each));
      if (key === undefined) {
        const known = general.has(status) && (text === '' || text.startsWith('{"ok":false'));
        return known ? null : `answers ${status}, which is not documented`;
      }
      const schema = answers.get(key);
      if (schema === null || schema === undefined || !answer.type.includes('json')) return null;
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        return `answers ${status} with broken JSON`;
      }
      const checker = checkerOf(schema);
      if (checker.Check(value)) return null;
      const [first] = checker.Errors(value)[1];
      return `answers ${status} unlike its schema: ${first?.instancePath ?? ''} ${first?.message ?? ''}`;
    },
    /** What must not stand in a line of the log. */
    faultOfLine(line: string): string | null {
      if (secrets.some((secret) => line.includes(secret))) return 'logs a secret';
      return line.includes('unexpected fault') || /uncaught|unhandled/i.test(line) ? 'logs an unexpected fault' : null;
    },
  };

  function leakIn(text: string): string | null {
    if (secrets.some((secret) => text.includes(secret))) return 'shows a secret';
    const shown = inner.map((each) => each.exec(text)?.[0]).find((found) => found !== undefined);
    return shown === undefined ? null : `shows inner workings: ${shown.slice(0, 80)}`;
  }
}
