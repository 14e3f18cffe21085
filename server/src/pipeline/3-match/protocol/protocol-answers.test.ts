import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { answerLine } from './protocol-answers.ts';

const ask = (request: object): Record<string, unknown> =>
  JSON.parse(answerLine(JSON.stringify(request))) as Record<string, unknown>;

describe('the JSON-lines protocol', () => {
  test('a retrieval answers every candidate', () => {
    const answer = ask({
      type: 'retrieval',
      id: 'q1',
      query: { title: 'Harbour Lights', artists: ['Mina Calder'], album: 'Tidewater', duration_ms: 214_000 },
      candidates: [
        { id: 'a', path: 'Music\\Mina Calder\\Tidewater\\03 Harbour Lights.flac', extension: 'flac', length: 214 },
        {
          id: 'b',
          path: 'Music\\Mina Calder\\Tidewater\\03 Harbour Lights (Live).flac',
          extension: 'flac',
          length: null,
        },
      ],
    });
    expect(answer).toMatchObject({
      id: 'q1',
      results: [
        { id: 'a', accept: true },
        { id: 'b', accept: false },
      ],
    });
  });

  test('pairs of clean and of messy records are compared', () => {
    const clean = {
      type: 'pair',
      id: 1,
      left: { title: 'Salt', artists: ['Mina Calder'], duration_ms: 200_000 },
      right: { title: 'Salt - Live', artists: ['Mina Calder'] },
    };
    expect(ask(clean)).toMatchObject({ id: 1, match: false });
    const left = {
      title: 'Salt ( Album Version )',
      artist: 'Mina Calder',
      album: 'Tidewater',
      time: '3:20',
      genre: 'Pop',
    };
    const right = { title: 'Salt Mina Calder Tidewater $ 1.29 3:21', artist: '', album: '', time: '' };
    expect(ask({ type: 'pair', id: 2, left, right })).toMatchObject({ id: 2, match: true });
  });

  test('albums match over editions, artists over aliases', () => {
    expect(
      ask({
        type: 'album_pair',
        id: 1,
        left: { title: 'Tidewater', artists: ['A'] },
        right: { title: 'Tidewater (Deluxe Edition)', artists: ['A'] },
      }),
    ).toMatchObject({ match: true });
    expect(
      ask({
        type: 'album_pair',
        id: 1,
        left: { title: 'Hits, Vol. 1', artists: ['A'] },
        right: { title: 'Hits, Vol. 2', artists: ['A'] },
      }),
    ).toMatchObject({ match: false });
    expect(ask({ type: 'artist_pair', id: 1, left: '이수호', right: 'Lee Suho', aliases: ['Lee Suho'] })).toMatchObject(
      { match: true },
    );
  });

  test('paths and release names are taken apart', () => {
    expect(
      ask({ type: 'parse_path', id: 1, path: 'Music\\Mina Calder\\2009 - Tidewater\\2-03 - Salt.flac' }),
    ).toMatchObject({
      fields: { artist: 'Mina Calder', title: 'Salt', album: 'Tidewater', track: 3, disc: 2, year: 2009 },
    });
    expect(ask({ type: 'release_parse', id: 1, title: 'Mina_Calder-Tidewater-WEB-FLAC-2009-GRP' })).toMatchObject({
      fields: { artist: 'Mina Calder', album: 'Tidewater' },
    });
  });

  test.each([
    ['{"type":"pair","id":"x7",', 'x7'],
    ['nonsense', null],
    ['[1,2]', null],
    ['{"id":5,"type":"unheard-of"}', 5],
    ['{"id":"y","type":"retrieval"}', 'y'],
    ['{"id":"z","type":"retrieval","query":7,"candidates":[null,{"id":"c","path":9}]}', 'z'],
    ['{"id":"p","type":"pair","left":null,"right":[]}', 'p'],
  ])('a broken line %s still gets one answer', (line, id) => {
    const answer = answerLine(line);
    expect(answer).not.toContain('\n');
    expect((JSON.parse(answer) as { id: unknown }).id).toBe(id);
  });

  test('the program answers a ping at once and a last line without a line break', async () => {
    const program = spawn(process.execPath, [new URL('./protocol.ts', import.meta.url).pathname], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    program.stdout.setEncoding('utf8');
    program.stdin.write('{"type":"ping","id":"ping"}\n');
    const [first] = (await once(program.stdout, 'data')) as [string];
    expect(first).toBe('{"id":"ping"}\n');
    program.stdin.end('{"type":"parse_path","id":"last","path":"A - B.mp3"}');
    const [second] = (await once(program.stdout, 'data')) as [string];
    expect(JSON.parse(second)).toMatchObject({ id: 'last' });
    const [code] = (await once(program, 'exit')) as [number];
    expect(code).toBe(0);
  });
});
