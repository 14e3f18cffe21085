import { createInterface } from 'node:readline';
import { examine } from './evidence.ts';
import { verdictOf, weigh } from './score.ts';
import { prepareWish } from './wanted.ts';
const out: string[] = [];
createInterface({ input: process.stdin }).on('line', (line) => {
  const r = JSON.parse(line);
  if (r.type === 'ping') { process.stdout.write('{"id":"ping"}\n'); return; }
  if (r.type !== 'retrieval') { process.stdout.write(JSON.stringify({ id: r.id, fields: {}, score: 0, match: false }) + '\n'); return; }
  const q = r.query;
  const wish = prepareWish({ title: q.title, artists: q.artists, album: q.album ?? null, durationMs: q.duration_ms, artistAliases: q.artist_aliases } as never);
  const results = r.candidates.map((c: any) => {
    const e = examine(wish, { path: c.path, extension: c.extension, lengthS: c.length });
    const s = weigh(e);
    return { id: c.id, score: s, accept: verdictOf(s) === 'auto', ...(process.env.DBG ? { e: { ...e, wish: undefined } } : {}) };
  });
  process.stdout.write(JSON.stringify({ id: r.id, results }) + '\n');
});
