import type { Operation } from './calls.ts';
import type { Raised } from './problems.ts';

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
const fromDocs = (file: string): string => `../${file}`;
const nameOf = (file: string): string => file.split('/').at(-1)?.replace('.test.ts', '') ?? file;

/** `docs/operations.md`: each operation, the statuses that it documents, the scope that it needs, and a test that calls it. */
export function operationsPage(operations: readonly (Operation & { readonly tests: readonly string[] })[]): string {
  const rows = operations.map(({ method, path, summary, statuses, scope, tests }) => {
    const [first] = tests;
    const test = first === undefined ? '**none**' : `[${nameOf(first)}](${fromDocs(first)})`;
    return `| ${method} | \`${path}\` | ${cell(summary)} | ${statuses.join(' ')} | ${scope ?? 'none'} | ${test} |`;
  });
  return `# Operations

Generated from the routes and the tests by \`npm run docs\`. Do not edit.

${operations.length} operations. Every one may also answer with the error envelope; [problems.md](problems.md) lists its codes. *Scope* is what a key must reach where keys are
asked for. *Test* is one that calls the operation over HTTP, found by its address; attacks on all of them do not count, and a check fails when there is none.

| method | path | what | answers | scope | test |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}

interface Meaning {
  readonly means: string;
  readonly remedy: string;
}

/** `docs/problems.md`: each code and reason with its remedy. */
export function problemsPage(
  codes: Readonly<Record<string, Meaning & { readonly statuses: readonly number[] }>>,
  reasons: Readonly<Record<string, Meaning>>,
  raised: readonly Raised[],
): string {
  const codeRows = Object.entries(codes).map(
    ([code, { statuses, means, remedy }]) =>
      `| \`${code}\` | ${statuses.join(' ')} | ${cell(means)} | ${cell(remedy)} |`,
  );
  const reasonRows = Object.entries(reasons).map(([reason, { means, remedy }]) => {
    const where = [...new Set(raised.filter((each) => each.reason === reason).map((each) => each.code))].toSorted();
    return `| \`${reason}\` | ${where.join(' ')} | ${cell(means)} | ${cell(remedy)} |`;
  });
  return `# Problems

Generated from \`server/src/http/problems/problem-codes.ts\` by \`npm run docs\`. Do not edit.

Every error has the form \`{"ok": false, "error": {"code": …, "message": …, "meta": …}}\`. The message is a sentence for people, \`meta\` names fields, reasons, remedies and
what else a program needs. \`X-Debug-Id\` finds the line in the log.

| code | statuses | means | what to do |
|---|---|---|---|
${codeRows.join('\n')}

\`meta.reason\` says more, where it is there:

| reason | with | means | what to do |
|---|---|---|---|
${reasonRows.join('\n')}
`;
}
