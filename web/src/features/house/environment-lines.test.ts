import { parseEnv } from 'node:util';
import { expect, it } from 'vitest';
import { environmentLine } from './environment-lines.ts';

it.each(['http://127.0.0.1:5030', '/srv/My Music', 'a#b', "it's", 'say "hi" # there', 'back\\slash', '$HOME/music'])(
  'a line with %s is read back as it was written',
  (value) => {
    expect(parseEnv(environmentLine('NAME', value))).toEqual({ NAME: value });
  },
);
