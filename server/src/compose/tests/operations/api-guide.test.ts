import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';

const key = 'the-key-that-you-made';
const guide = readFileSync(new URL('../../../../../docs/how-to/api.md', import.meta.url), 'utf8');

/** A request of the guide as curl would send it, and what the guide shows of the answer. */
interface Example {
  readonly typed: string;
  readonly answer: unknown;
}

const examples: readonly Example[] = [...guide.matchAll(/```sh\n(curl [^\n]+)\n```\n\n```json\n([^`]+)```/g)].map(
  ([, typed = '', answer = '']) => ({ typed, answer: JSON.parse(answer) as unknown }),
);

/** The words of a line, without their quotes. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  );
}

/** Sends what the line of curl would send. */
async function run(line: string, base: string): Promise<unknown> {
  const words = wordsOf(line.replaceAll('$HARMONY', base).replaceAll('$KEY', key)).slice(1);
  let [url, method, body] = ['', 'GET', undefined as string | undefined];
  const headers: Record<string, string> = {};
  while (words.length > 0) {
    const word = words.shift() ?? '';
    if (word === '-X') method = words.shift() ?? '';
    else if (word === '-d') body = words.shift();
    else if (word === '-H') {
      const [name = '', value = ''] = (words.shift() ?? '').split(/: (.*)/);
      headers[name] = value;
    } else if (word.startsWith('-')) throw new Error(`The guide uses ${word} of curl, which this test does not know.`);
    else url = word;
  }
  const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
  return await answer.json();
}

let house: ApiHouse;
beforeAll(async () => {
  house = await openApiHouse({ peers: [], key, env: { FEATURE_REQUIRE_AUTH: 'true', HARMONY_API_KEYS: key } });
});
afterAll(() => house.close());

test('every request of the guide is answered as it shows', async () => {
  expect(examples.length).toBeGreaterThanOrEqual(9);
  // a request whose answer is not shown would not be tried
  expect(examples).toHaveLength([...guide.matchAll(/^curl /gm)].length);
  for (const { typed, answer } of examples) {
    const given = await run(typed, house.base);
    expect(given, typed).toMatchObject(answer as object);
    // what was wished for becomes wishes by itself
    if (typed.includes('/import/'))
      await house.until('/wishes', (body) => (body as unknown as { items: unknown[] }).items.length === 2);
  }
});
