import { describe, expect, test } from 'vitest';
import { parseTitle } from '../title.ts';
import { tokenise } from '../tokens.ts';
import { classify } from './classify.ts';
import { compareVersions } from './compare.ts';

const kinds = (text: string): string[] => classify(tokenise(text).words).marks.map(({ kind }) => kind);

describe('what a bracket says', () => {
  test.each([
    ['Live at the Roundhouse', 'live'],
    ['En Vivo', 'live'],
    ['Ao Vivo', 'live'],
    ['ライブ', 'live'],
    ['现场版', 'live'],
    ['라이브', 'live'],
    ['живой концерт', 'live'],
    ['Nocturne Remix', 'remix'],
    ['Foo Edit', 'remix'],
    ['Radio Edit', 'edit'],
    ['Extended Mix', 'extended'],
    ['12" Version', 'extended'],
    ['Acústico', 'acoustic'],
    ['Unplugged', 'acoustic'],
    ['カラオケ', 'instrumental'],
    ['伴奏', 'instrumental'],
    ['Backing Track', 'instrumental'],
    ['A Cappella', 'acappella'],
    ['Take 3', 'demo'],
    ['Re-Recorded', 'rerecording'],
    ['2019 Version', 'rerecording'],
    ['Spanish Version', 'language'],
    ['Pt. II', 'part'],
    ['Sped Up', 'speed'],
    ['Drumless', 'stem'],
    ['Commentary', 'commentary'],
    ['Mashup', 'medley'],
    ['Originally Performed by X', 'cover'],
    ['кавер', 'cover'],
    ['Full Album', 'whole-album'],
    ['Reprise', 'section'],
    ['Juke Box Version', 'variant'],
    ['Acousitc Version', 'acoustic'],
  ])('%s is %s', (text, kind) => {
    expect(kinds(text)).toContain(kind);
  });

  test.each([
    'Remastered 2011',
    '2005 Digital Remaster',
    'Album Version',
    'Original Mix',
    'Explicit',
    'Deluxe Edition',
    'feat. Somebody Live',
    'From "The Film"',
    'www.example.com',
    'Stereo',
  ])('%s is no version', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  test('to live is not to be live', () => {
    expect(parseTitle('Immortal (We Live Forever)').versions).toEqual([]);
    expect(parseTitle('Live and Let Die').versions).toEqual([]);
  });

  test('nested and unclosed brackets are read', () => {
    expect(parseTitle('Salt (Live [at the Roundhouse').versions.map(({ kind }) => kind)).toContain('live');
    expect(parseTitle(')(][').base.length).toBeGreaterThan(0);
  });
});

describe('versions compared', () => {
  const versions = (title: string) => parseTitle(title).versions;

  test('a place more or less is vague, another place is another concert', () => {
    expect(compareVersions(versions('S (Live)'), versions('S (Live at Leeds)'))).toMatchObject({
      extra: [],
      missing: [],
      conflict: [],
      vague: true,
    });
    expect(compareVersions(versions('S (Live at Leeds)'), versions('S (Live in Tokyo)')).conflict).toHaveLength(1);
  });

  test('a nameless remix is not somebody’s remix, unless an artist of the track made it', () => {
    expect(compareVersions(versions('S (Club Mix)'), versions('S (Nocturne Remix)')).conflict).toHaveLength(1);
    expect(
      compareVersions(versions('S (Remix)'), versions('S (Nocturne Remix)'), 'lindgren nocturne').conflict,
    ).toHaveLength(0);
  });

  test('an unrequested version is as wrong as a missing one', () => {
    expect(compareVersions([], versions('S (Demo)')).extra).toHaveLength(1);
    expect(compareVersions(versions('S (Demo)'), []).missing).toHaveLength(1);
  });
});
