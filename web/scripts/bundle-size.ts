import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Compressed JavaScript that the page may have, all chunks and one language together. */
const limitKb = 250;

const assets = join(import.meta.dirname, '../dist/assets');
const sizes = readdirSync(assets)
  .filter((name) => name.endsWith('.js'))
  .map((name) => ({ name, kb: gzipSync(readFileSync(join(assets, name)), { level: 9 }).length / 1000 }))
  .toSorted((a, b) => b.kb - a.kb);
const total = sizes.reduce((sum, { kb }) => sum + kb, 0);
for (const { name, kb } of sizes) console.log(`${kb.toFixed(1).padStart(7)} kB  ${name}`);
console.log(`${total.toFixed(1).padStart(7)} kB  together, limit ${limitKb} kB`);
if (sizes.length === 0) throw new Error('No chunk was found in web/dist/assets. Build first: npm run build -w web');
if (total > limitKb) {
  console.error(
    `The page has grown beyond ${limitKb} kB of compressed JavaScript. Load a part of it later, or do without it.`,
  );
  process.exitCode = 1;
}
