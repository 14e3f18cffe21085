import { globSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import ts from 'typescript';
import { expect, test } from 'vitest';

interface Found {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression that stands in the product's sources. */
function regularExpressions(): Found[] {
  const root = new URL('..', import.meta.url).pathname;
  const files = globSync(['server/src/**/*.ts', 'web/src/**/*.{ts,tsx}'], { cwd: root }).filter(
    (file) => !file.includes('.test.'),
  );
  const found: Found[] = [];
  for (const file of files) {
    const text = readFileSync(root + file, 'utf8');
    const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
    const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, kind);
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        const { line } = tree.getLineAndCharacterOfPosition(node.pos);
        found.push({ place: `${file}:${line + 1}`, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return found;
}

/** Texts that make careless expressions try for ever: much of the same that in the end does not fit. The characters of the expression itself come, too. */
function hostileTexts(source: string, length: number): string[] {
  const own = [...new Set(source.replaceAll(/\\[a-zA-Z]|[[\]{}^$*+?|\\]/g, ''))].slice(0, 12);
  const pumps = ['a', ' ', '0', '-', '(', '.', 'a ', '1.', '\t', 'é', '/', ', ', '\n', '" ', '<a ', 'http://', ...own];
  return pumps.flatMap((pump) => {
    const body = pump.repeat(Math.ceil(length / pump.length));
    return [`${body}\u0001`, `x${body}!`];
  });
}

const length = 4000;
const most = 150;

/** Milliseconds of the processor, so that a busy machine does not count. */
function cost(run: () => void): number {
  const before = process.cpuUsage();
  const began = performance.now();
  run();
  const { user } = process.cpuUsage(before);
  return Math.min(user / 1000, performance.now() - began);
}

/** Which of them take too long, and for what. */
function slowOnes(expressions: readonly Found[]): string[] {
  const slow: string[] = [];
  for (const { place, source, flags } of expressions) {
    const expression = new RegExp(source, flags.replace('y', ''));
    for (const text of hostileTexts(source, length)) {
      // short before long: one that explodes shows itself before it takes for ever
      const part = [16, 22, 26, 30, 200, length].find((each) => {
        const piece = text.slice(0, each) + text.slice(-1);
        const run = (): void => {
          expression.lastIndex = 0;
          piece.replace(expression, '');
        };
        return cost(run) > most && cost(run) > most;
      });
      if (part === undefined) continue;
      slow.push(`${place} /${source}/ with ${part} characters: ${JSON.stringify(text.slice(0, 12))}…`);
      break;
    }
  }
  return slow;
}

test(`no regular expression of ours needs more than ${most} ms for a hostile text of ${length} characters`, () => {
  const all = regularExpressions();
  expect(all.length).toBeGreaterThan(150);
  expect(slowOnes(all)).toEqual([]);
});

test('a careless one is noticed', () => {
  expect(slowOnes([{ place: 'here', source: '^(a+)+$', flags: '' }])).toHaveLength(1);
});
