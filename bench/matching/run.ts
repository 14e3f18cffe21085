import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { answerLine } from '../../server/src/pipeline/3-match/protocol/protocol-answers.ts';
import { beetsDistances } from './beets.ts';
import { type Answered, bestThreshold, f1, fieldsRight, retrievalFigures } from './metrics.ts';
import { rivalRetrieval, rivals } from './rivals.ts';

type Row = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };
interface Candidate {
  readonly id: string;
  readonly path: string;
  readonly length: number | null;
}
interface Gold {
  readonly id: string;
  readonly answerable: boolean;
  readonly script?: string;
  readonly labels: Readonly<Record<string, { readonly label: 0 | 1 | null }>>;
}

const folder = process.argv[2] ?? process.env['MATCHING_DATA'] ?? '';
if (folder === '' || !existsSync(join(folder, 'retrieval'))) {
  console.log('No figures: the matching data is absent. It is not part of the repository.');
  console.log('Give its folder: node bench/matching/run.ts FOLDER, or set MATCHING_DATA.');
  process.exit(0);
}

function rows<T = Row>(path: string): T[] {
  const bytes = readFileSync(join(folder, path));
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

/** The engine never sees labels. */
function asked(row: Row): string {
  const { match: _match, labels: _labels, expect: _expect, why: _why, ...request } = row;
  return JSON.stringify(request);
}

const line = (name: string, value: string, goal: string, others = ''): void =>
  console.log(`${name.padEnd(46)}${value.padStart(9)}  ${goal.padEnd(10)}${others}`);
const part = (value: number): string => value.toFixed(4);

function pairF1(path: string): number {
  return f1(
    rows(path).map((row) => ({
      said: (JSON.parse(answerLine(asked(row))) as { match?: boolean }).match === true,
      truth: row['match'] === true || row['match'] === 1,
    })),
  );
}

function tunedF1(path: string, tuning: string): number {
  const scored = (of: string) =>
    rows(of).map((row) => ({
      score: (JSON.parse(answerLine(asked(row))) as { score: number }).score,
      truth: row['match'] === true || row['match'] === 1,
    }));
  const threshold = bestThreshold(scored(tuning));
  return f1(scored(path).map(({ score, truth }) => ({ said: score >= threshold, truth })));
}

async function retrieval(): Promise<void> {
  const queries = rows('retrieval/queries.jsonl.gz');
  const gold = new Map(rows<Gold>('retrieval/gold.jsonl.gz').map((entry) => [entry.id, entry]));
  const lines = queries.map(asked);
  for (const warm of lines.slice(0, 100)) answerLine(warm);
  const before = process.cpuUsage();
  const answers = lines.map(answerLine);
  const used = process.cpuUsage(before);
  // Time of the processor, not of the wall: other programs on the machine then do not count.
  const seconds = (used.user + used.system) / 1_000_000;
  const candidates = queries.map((row) => row['candidates'] as Candidate[]);
  const count = candidates.reduce((sum, files) => sum + files.length, 0);
  const judged = (at: number, verdictOf: (index: number) => { score: number; accept: boolean }): Answered => {
    const entry = gold.get(queries[at]?.id ?? '');
    return {
      answerable: entry?.answerable ?? false,
      candidates: (candidates[at] ?? []).map((file, index) => ({
        ...verdictOf(index),
        label: entry?.labels[file.id]?.label ?? null,
      })),
    };
  };
  const ours = answers.map((text, at) => {
    const { results } = JSON.parse(text) as { results: { score: number; accept: boolean }[] };
    return judged(at, (index) => results[index] ?? { score: -1, accept: false });
  });
  const figures = retrievalFigures(ours);
  const otherScripts = retrievalFigures(
    ours.filter((_, at) => (gold.get(queries[at]?.id ?? '')?.script ?? 'latin') !== 'latin'),
  );
  const facts = queries.map((row, at) => {
    const query = row['query'] as { title: string; artists: string[]; duration_ms: number | null };
    return {
      title: query.title,
      artists: query.artists,
      seconds: query.duration_ms === null ? null : query.duration_ms / 1000,
      files: (candidates[at] ?? []).map(({ path, length }) => ({ path, seconds: length })),
    };
  });
  const beets = await beetsDistances(facts);
  const theirs =
    beets === null
      ? null
      : retrievalFigures(
          queries.map((_, at) =>
            judged(at, (index) => ({
              score: -(beets.distances[at]?.[index] ?? 1),
              accept: (beets.distances[at]?.[index] ?? 1) <= 0.15,
            })),
          ),
        );
  const beside = (value: number | undefined): string =>
    value === undefined ? 'beets: not installed' : `beets ≤ 0.15 in this run: ${part(value)}`;
  line('retrieval: top-1', part(figures.top1), '≥ .985', `${beside(theirs?.top1)}; best rival ${rivalRetrieval.top1}`);
  line('retrieval: end to end', part(figures.endToEnd), '≥ .97', beside(theirs?.endToEnd));
  line('retrieval: pick precision', part(figures.pickPrecision), '≥ .985', beside(theirs?.pickPrecision));
  line(
    'retrieval: false accepts on unanswerable',
    part(figures.falseAccepts),
    '≤ .03',
    `${beside(theirs?.falseAccepts)}; rivals ${rivalRetrieval.falseAcceptsFrom}–${rivalRetrieval.falseAcceptsTo}`,
  );
  line('retrieval: other scripts, top-1', part(otherScripts.top1), '≥ .98');
  const speed = Math.round(count / seconds).toLocaleString('en');
  line(
    'retrieval: candidates per second, one thread',
    speed,
    '≥ 50,000',
    beets === null ? '' : `beets ${Math.round(count / beets.seconds).toLocaleString('en')}`,
  );
}

function conformance(): void {
  const all = rows('conformance/conformance.jsonl');
  const right = all.filter((row) => {
    const answer = JSON.parse(answerLine(asked(row))) as {
      match?: boolean;
      fields?: Record<string, unknown>;
      results?: { id: string; accept: boolean }[];
    };
    if (row.type === 'retrieval') {
      const labels = row['labels'] as Gold['labels'];
      return (answer.results ?? []).every(
        ({ id, accept }) => labels[id]?.label === null || accept === (labels[id]?.label === 1),
      );
    }
    if (answer.fields !== undefined) return fieldsRight(row['expect'] as Record<string, unknown>, answer.fields);
    return answer.match === row['match'];
  }).length;
  line('conformance: rows right', part(right / all.length), '≥ .95');
}

line('measure', 'Harmony', 'goal', 'others');
await retrieval();
line('version pairs, F1', part(pairF1('version_pairs/version_pairs.jsonl.gz')), '≥ .99');
line('album pairs, F1', part(pairF1('album_pairs/album_pairs.jsonl.gz')), '≥ .94');
for (const kind of ['structured', 'dirty']) {
  const valid = `itunes_amazon/${kind}_valid.jsonl`;
  line(`iTunes-Amazon ${kind}, F1 tuned on valid`, part(tunedF1(valid, valid)), kind === 'dirty' ? '≥ .90' : '≥ .95');
}
line('MusicBrainz-20K pairs (valid), F1', part(pairF1('musicbrainz20k/pairs_valid.jsonl.gz')), '≥ .93');
conformance();
console.log('\nRivals on 70 hand-made judgements (facts, other set; see rivals.ts)');
for (const { name, right, precision, recall, perSecond } of rivals)
  console.log(
    `${name.padEnd(46)}${`${right}/70`.padStart(9)}  precision ${precision}, recall ${recall}, ${perSecond} candidates/s`,
  );
