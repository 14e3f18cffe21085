import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Compressed JavaScript that a first visit may load: what index.html names, and one language. */
const firstLimitKb = 250;
/** Compressed JavaScript that a place may load when somebody goes there. */
const laterLimitKb = 40;

const dist = join(import.meta.dirname, '../dist');
const page = readFileSync(join(dist, 'index.html'), 'utf8');
const chunks = readdirSync(join(dist, 'assets'))
  .filter((name) => name.endsWith('.js'))
  .map((name) => {
    const kb = gzipSync(readFileSync(join(dist, 'assets', name)), { level: 9 }).length / 1000;
    const when = page.includes(`assets/${name}`) ? 'first' : /^(?:de|en)-/.test(name) ? 'language' : 'later';
    return { name, kb, when };
  })
  .toSorted((a, b) => b.kb - a.kb);
if (!chunks.some(({ when }) => when === 'first'))
  throw new Error('index.html names no chunk of web/dist/assets. Build first: npm run build -w web');

for (const { name, kb, when } of chunks) console.log(`${kb.toFixed(1).padStart(7)} kB  ${when.padEnd(8)}  ${name}`);
const languages = chunks.filter(({ when }) => when === 'language').map(({ kb }) => kb);
const first = chunks.reduce((sum, { kb, when }) => sum + (when === 'first' ? kb : 0), Math.max(0, ...languages));
console.log(`${first.toFixed(1).padStart(7)} kB  at the first visit, limit ${firstLimitKb} kB`);
const large = chunks.filter(({ kb, when }) => when === 'later' && kb > laterLimitKb);
if (first > firstLimitKb || large.length > 0) {
  const what = large.length > 0 ? large.map(({ name }) => name).join(', ') : 'The first visit';
  console.error(`${what}: more compressed JavaScript than allowed. Load a part of it later, or do without it.`);
  process.exitCode = 1;
}
