import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { parsePath } from '../../server/src/pipeline/3-match/reading/path.ts';

/** What beets needs of one query. */
export interface BeetsQuery {
  readonly title: string;
  readonly artists: readonly string[];
  readonly seconds: number | null;
  readonly files: readonly { readonly path: string; readonly seconds: number | null }[];
}

/**
 * beets' own distance for every file of every query, behind our path parser (beets reads tags, peers send paths). `null` when beets is not installed
 * or its interpreter fails. Seconds include the pipe.
 */
export async function beetsDistances(
  queries: readonly BeetsQuery[],
): Promise<{ readonly distances: readonly (readonly number[])[]; readonly seconds: number } | null> {
  const program = spawn('/usr/bin/python3', [new URL('./beets_distance.py', import.meta.url).pathname], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<number | null>((resolve) => {
    program.on('error', () => resolve(null));
    program.on('close', (code) => resolve(code));
  });
  program.stdin.on('error', () => program.stdin.destroy());
  const distances: number[][] = [];
  createInterface({ input: program.stdout }).on('line', (line) => distances.push(JSON.parse(line) as number[]));
  const from = performance.now();
  for (const { title, artists, seconds, files } of queries) {
    const read = files.map(({ path, seconds: length }) => {
      const fields = parsePath(path);
      return { title: fields.title, artist: fields.artist, length };
    });
    program.stdin.write(
      `${JSON.stringify({ wanted: { title, artist: artists[0] ?? '', length: seconds }, files: read })}\n`,
    );
  }
  program.stdin.end();
  const code = await ended;
  return code === 0 && distances.length === queries.length
    ? { distances, seconds: (performance.now() - from) / 1000 }
    : null;
}
