import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Result {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
  /** How many rules found something to look at, and nothing wrong. */
  passes: number;
}

/** The rules that look at colours; what another theme changes is seen by them alone. */
const rulesOfColours = ['color-contrast', 'link-in-text-block'];

/** Runs every rule of axe on what is shown. Answers in sentences; empty when nothing is wrong. Throws when axe has seen nothing. */
export async function examine(page: Page): Promise<string[]> {
  return await run(page, { rules: { 'target-size': { enabled: true } } }, 15);
}

/**
 * Looks at the page in both themes and answers what is wrong with each; `settle` is awaited after each change of the theme, and then `shown` is
 * called. The second theme is held to the rules of colours only while what stands in the page is the same to the letter.
 */
export async function examineThemes(
  page: Page,
  settle: () => Promise<void>,
  shown: (theme: 'light' | 'dark') => Promise<void>,
): Promise<string[]> {
  const findings: string[] = [];
  let before: string | undefined;
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await settle();
    await shown(theme);
    const now = await page.evaluate<string>('document.documentElement.lang + document.title + document.body.innerHTML');
    const found =
      now === before ? await run(page, { runOnly: { type: 'rule', values: rulesOfColours } }, 1) : await examine(page);
    before = now;
    findings.push(...found.map((finding) => `${theme}: ${finding}`));
  }
  return findings;
}

/** What is wrong in each of three looks: what is there for the moment between two states only (one text fades, the other comes) is no fault. */
async function run(page: Page, options: object, atLeast: number): Promise<string[]> {
  let lasting = await look(page, options, atLeast);
  for (let again = 0; lasting.length > 0 && again < 2; again += 1) {
    await page.evaluate(atRest);
    const now = new Set(await look(page, options, atLeast));
    lasting = lasting.filter((finding) => now.has(finding));
  }
  return lasting;
}

/** Ends when every animation that ends has ended and two more pictures have been drawn. */
const atRest = `(async () => {
  const ending = document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().endTime < Infinity);
  await Promise.allSettled(ending.map((animation) => animation.finished));
  for (let frame = 0; frame < 2; frame += 1) await new Promise((done) => requestAnimationFrame(done));
})()`;

async function look(page: Page, options: object, atLeast: number): Promise<string[]> {
  // Through the debugger, because the page's Content-Security-Policy would refuse a script element; once for each document.
  if (await page.evaluate("typeof window.axe === 'undefined'")) await page.evaluate(source);
  // Only what is wrong leaves the browser: all that is right would be megabytes. Style sheets are not fetched once more: no rule of ours reads them.
  const result = await page.evaluate<Result>(
    `axe.run(${JSON.stringify({ resultTypes: ['violations'], preload: false, ...options })})
      .then(({ violations, passes }) => ({ violations, passes: passes.length }))`,
  );
  if (result.passes + result.violations.length < atLeast)
    throw new Error(`axe found only ${result.passes} things to check`);
  return result.violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${violation.help}: ${node.html.slice(0, 240)} ${node.failureSummary ?? ''}`,
    ),
  );
}
