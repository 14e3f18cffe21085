import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';

interface Shown {
  readonly template: string;
  readonly source: string;
  readonly examples: readonly { readonly about: string; readonly path: string }[];
}

let house: ApiHouse;
beforeAll(async () => {
  house = await openApiHouse({ peers: [] });
});
afterAll(() => house.close());

const path = '/library/naming-template';
const shown = (text: string) => JSON.parse(text) as Shown;

test('the template is shown with what it makes of awkward tracks', async () => {
  const answer = shown((await house.get(path)).text);
  expect(answer).toMatchObject({ source: 'configuration', template: expect.stringContaining('{title}') as string });
  expect(answer.examples.map((example) => example.path)).toEqual([
    'Massive Attack/Mezzanine/03 - Teardrop.flac',
    'Various Artists/Pure 80s/03 - Blue Monday.mp3',
    'Pink Floyd/The Wall (Disc 2)/03 - Hey You.flac',
    '宇多田ヒカル/DEEP RIVER/04 - 光.m4a',
    'Massive Attack/Unknown Album/Teardrop.opus',
    'AC_DC/Back in Black/03 - What Do You Do for Money Honey_.flac',
    expect.stringMatching(
      /^小さな声で歌う長い名前の合唱団[^/]*\/Mezzanine\/03 - Ein sehr langer Titel[^/]*\.flac$/u,
    ) as string,
    '_Aux/_COM1/_nul.mp3',
  ]);
  // every common file system takes 255 bytes in a name
  const names = answer.examples.flatMap((example) => example.path.split('/'));
  expect(Math.max(...names.map((name) => Buffer.byteLength(name)))).toBeLessThanOrEqual(255);
});

test('a preview changes nothing, a change holds at once, deleting it goes back', async () => {
  const template = '{albumartist}/[{year} - ]{album}/{title}';
  const preview = shown((await house.post(`${path}/preview`, { template })).text);
  expect(preview.examples[0]?.path).toBe('Massive Attack/1998 - Mezzanine/Teardrop.flac');
  expect(shown((await house.get(path)).text).source).toBe('configuration');
  expect(shown((await house.put(path, { template })).text)).toMatchObject({ template, source: 'person' });
  expect(shown((await house.get(path)).text)).toMatchObject({ template, source: 'person' });
  expect(shown((await house.delete(path)).text).source).toBe('configuration');
});

test.each(['', '{album}', '../{title}', 'a\0{title}', '{nobody}/{title}', 5, null, 'x'.repeat(1001)])(
  'the template %j is refused with the reason and nothing changes',
  async (template) => {
    for (const call of [house.put(path, { template }), house.post(`${path}/preview`, { template })]) {
      const answer = await call;
      expect(answer.status).toBe(400);
      expect(answer.body.error?.meta.fields[0]?.name).toContain('template');
    }
    expect(shown((await house.get(path)).text).source).toBe('configuration');
  },
);
