import { createInterface } from 'node:readline';
import { examine } from './evidence.ts';
import { compareAlbums } from './records/album.ts';
import { artistLikeness } from './records/artists.ts';
import { compareRecordings } from './records/recording.ts';
import { verdictOf, weigh } from './score.ts';
import { prepareWish } from './wanted.ts';
const rec = (r: any) => ({ title: r.title ?? '', artists: r.artists ?? (r.artist ? [r.artist] : []), album: r.album ?? null, durationMs: r.duration_ms ?? (r.time ? r.time.split(':').reduce((a: number, b: string) => a * 60 + Number(b), 0) * 1000 : null), isrc: r.isrc });
createInterface({ input: process.stdin }).on('line', (line) => {
  const r = JSON.parse(line);
  const put = (o: unknown) => process.stdout.write(JSON.stringify(o) + '\n');
  if (r.type === 'ping') return put({ id: 'ping' });
  if (r.type === 'pair') return put({ id: r.id, ...compareRecordings(rec(r.left), rec(r.right)) });
  if (r.type === 'album_pair') return put({ id: r.id, ...compareAlbums(r.left, r.right) });
  if (r.type === 'artist_pair') { const score = artistLikeness([r.left], [r.right], r.aliases); return put({ id: r.id, score, match: score > 0.5 }); }
  if (r.type !== 'retrieval') return put({ id: r.id, fields: {}, score: 0, match: false });
  const q = r.query;
  const wish = prepareWish({ title: q.title, artists: q.artists, album: q.album ?? null, durationMs: q.duration_ms, artistAliases: q.artist_aliases } as never);
  const results = r.candidates.map((c: any) => {
    const e = examine(wish, { path: c.path, extension: c.extension, lengthS: c.length });
    const s = weigh(e);
    return { id: c.id, score: s, accept: verdictOf(s) === 'auto', ...(process.env.DBG ? { e: { ...e, wish: undefined } } : {}) };
  });
  put({ id: r.id, results });
});
