// node bench/transcodes/main.ts FOLDER [--half tune|report] [--seeds 101-115] [--share 8] [--seconds 12] [--only genuine|lossy] [--verbose]
// Makes genuine recordings and lossy copies of them in FOLDER (some gigabytes), judges each as `5-verify` does, and prints how often it was right.
import { parseArgs } from 'node:util';
import { judgeAuthenticity } from '../../server/src/pipeline/5-verify/analysis/authenticity.ts';
import { createFfmpegDecoder } from '../../server/src/pipeline/5-verify/ffmpeg.ts';
import { losses } from './codecs.ts';
import { damaged, original } from './make.ts';
import { materials } from './material.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    half: { type: 'string', default: 'report' },
    seeds: { type: 'string' },
    share: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '12' },
    only: { type: 'string', default: 'all' },
    verbose: { type: 'boolean', default: false },
  },
});
const folder = positionals[0];
if (folder === undefined) throw new Error('Name a folder for the corpus.');
/**
 * Seeds of the genuine recordings, and of those among them that are also made lossy. Thresholds were chosen on the first half; the second is only reported.
 */
const halves = {
  tune: { genuine: [1, 2, 3, 4], lossy: [1, 2, 3] },
  report: { genuine: [5, 6, 7, 8, 9, 10, 11, 12, 13, 14], lossy: [6, 7] },
};
const half = values.seeds === undefined ? (values.half === 'tune' ? halves.tune : halves.report) : range(values.seeds);
/** With `--share n` each way to lose quality meets every n-th full-band recording, another one with each seed: more seeds in the same time. */
const share = Number(values.share);
const seconds = Number(values.seconds);
const decoder = createFfmpegDecoder();

function range(seeds: string): { readonly genuine: number[]; readonly lossy: number[] } {
  const [from = 1, to = from] = seeds.split('-').map(Number);
  const all = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  return { genuine: all, lossy: all };
}

/** What is said of each file, by the name of its group. */
const said = new Map<string, Map<string, number>>();

async function hear(group: string, path: string, bitDepth: number, least: string): Promise<void> {
  const decoded = await decoder.decode(path, true, AbortSignal.timeout(120_000));
  if (decoded.kind !== 'sound' || decoded.analysis === null) throw new Error(`${path}: ${JSON.stringify(decoded)}`);
  const { verdict, findings } = judgeAuthenticity(decoded.analysis, { lossless: true, bitDepth, bitrateKbps: null });
  const verdicts = said.get(group) ?? new Map<string, number>();
  verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  said.set(group, verdicts);
  if (values.verbose || !least.split(' ').includes(verdict))
    process.stderr.write(`${group} · ${path}: ${verdict} ${findings.map((each) => each.sentence).join(' ')}\n`);
}

/** Interrupted (Ctrl-C), the table of what was judged so far is printed. */
let stopped = false;
process.once('SIGINT', () => {
  stopped = true;
});

const all = materials(half.genuine);
if (values.only !== 'lossy')
  for (const material of all) {
    if (stopped) break;
    const group = `genuine ${material.name.replace(/-\d+$/, '')}`;
    await hear(group, await original(folder, material, seconds), material.bits, 'genuine unknown');
  }
if (values.only !== 'genuine')
  for (const [at, material] of all
    .filter(({ kind, seed }) => kind === 'full-band' && half.lossy.includes(seed))
    .entries())
    for (const [which, loss] of losses.entries()) {
      if (stopped) break;
      if ((at + which + material.seed) % share !== 0) continue;
      const path = await damaged(folder, material, loss, seconds);
      const depth = loss.after === undefined ? material.bits : 24;
      await hear(loss.name, path, depth, loss.steps.length === 0 ? 'upsampled' : 'transcoded');
    }
await decoder.close();

const count = (group: string, ...verdicts: readonly string[]): number =>
  verdicts.reduce((sum, verdict) => sum + (said.get(group)?.get(verdict) ?? 0), 0);
const total = (group: string): number => [...(said.get(group)?.values() ?? [])].reduce((a, b) => a + b, 0);
const percent = (part: number, of: number): string => `${((100 * part) / Math.max(1, of)).toFixed(1)} %`;
const lines: string[] = ['| made by | files | recognised | only suspected | missed |', '|---|---|---|---|---|'];
const promised = [0, 0];
for (const { name, promised: counts, steps } of losses.filter((loss) => said.has(loss.name))) {
  const right = steps.length === 0 ? count(name, 'upsampled') : count(name, 'transcoded');
  const suspected = count(name, 'suspect');
  const all = total(name);
  if (counts) {
    promised[0] = (promised[0] ?? 0) + right;
    promised[1] = (promised[1] ?? 0) + all;
  }
  lines.push(`| ${name} | ${all} | ${percent(right, all)} | ${suspected} | ${all - right - suspected} |`);
}
lines.push(
  '',
  '| genuine | files | found genuine | cannot be told | suspected | false alarms |',
  '|---|---|---|---|---|---|',
);
const genuine = [0, 0];
for (const group of said.keys()) {
  if (!group.startsWith('genuine ')) continue;
  const alarms = count(group, 'transcoded', 'upsampled', 'padded');
  const all = total(group);
  genuine[0] = (genuine[0] ?? 0) + alarms;
  genuine[1] = (genuine[1] ?? 0) + all;
  lines.push(
    `| ${group.slice(8)} | ${all} | ${count(group, 'genuine')} | ${count(group, 'unknown')} | ${count(group, 'suspect')} | ${alarms} |`,
  );
}
lines.push(
  '',
  `Lossy up to 256 kbit/s recognised: ${promised[0]} of ${promised[1]} (${percent(promised[0] ?? 0, promised[1] ?? 0)}).`,
  `False alarms on genuine files: ${genuine[0]} of ${genuine[1]} (${percent(genuine[0] ?? 0, genuine[1] ?? 0)}).`,
);
process.stdout.write(`${lines.join('\n')}\n`);
