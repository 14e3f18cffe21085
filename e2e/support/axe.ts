import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Result {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
  passes: unknown[];
}

/** Runs every rule of axe on what is shown. Answers in sentences; empty when nothing is wrong. Throws when axe has seen nothing. */
export async function examine(page: Page): Promise<string[]> {
  // Through the debugger, because the page's Content-Security-Policy would refuse a script element.
  await page.evaluate(source);
  const result = await page.evaluate<Result>(
    "axe.run({ resultTypes: ['violations', 'passes'], rules: { 'target-size': { enabled: true } } })",
  );
  if (result.passes.length < 15) throw new Error(`axe found only ${result.passes.length} things to check`);
  return result.violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${violation.help}: ${node.html.slice(0, 240)} ${node.failureSummary ?? ''}`,
    ),
  );
}
