import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Compressed JavaScript that a first visit may load: the entry, the overview that it opens with, and one language. */
const firstLimitKb = 250;
/** Compressed JavaScript that a place may load when somebody goes there. */
const laterLimitKb = 40;

const dist = join(import.meta.dirname, '../dist');

type Manifest = Record<string, { readonly file: string; readonly imports?: readonly string[] }>;
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Manifest;
const first = new Set<string>();
function load(name: string): void {
  const chunk = manifest[name];
  if (chunk === undefined)
    throw new Error(`The manifest of web/dist names no ${name}. Build first: npm run build -w web`);
  if (first.has(chunk.file)) return;
  first.add(chunk.file);
  for (const needed of chunk.imports ?? []) load(needed);
}
for (const name of ['index.html', 'src/app/routes/dashboard-route.tsx']) load(name);

const chunks = readdirSync(join(dist, 'assets'))
  .filter((name) => name.endsWith('.js'))
  .map((name) => {
    const kb = gzipSync(readFileSync(join(dist, 'assets', name)), { level: 9 }).length / 1000;
    const when = first.has(`assets/${name}`) ? 'first' : /^(?:de|en)-/.test(name) ? 'language' : 'later';
    return { name, kb, when };
  })
  .toSorted((a, b) => b.kb - a.kb);

for (const { name, kb, when } of chunks) console.log(`${kb.toFixed(1).padStart(7)} kB  ${when.padEnd(8)}  ${name}`);
const languages = chunks.filter(({ when }) => when === 'language').map(({ kb }) => kb);
const total = chunks.reduce((sum, { kb, when }) => sum + (when === 'first' ? kb : 0), Math.max(0, ...languages));
console.log(`${total.toFixed(1).padStart(7)} kB  at the first visit, limit ${firstLimitKb} kB`);
const large = chunks.filter(({ kb, when }) => when === 'later' && kb > laterLimitKb);
if (total > firstLimitKb || large.length > 0) {
  const what = large.length > 0 ? large.map(({ name }) => name).join(', ') : 'The first visit';
  console.error(`${what}: more compressed JavaScript than allowed. Load a part of it later, or do without it.`);
  process.exitCode = 1;
}
