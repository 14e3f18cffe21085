import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Instruction, pairsIn, type Stage, seenBy } from './dockerfile.ts';
import { linkTree } from './links.ts';

/** How an image would be started. */
export interface Built {
  /** What is `/` in the image. */
  readonly root: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly health: readonly string[];
}

/** Does what a RUN says in `dir`, in the named stage. */
export type Run = (
  command: string,
  at: { readonly stage: string; readonly dir: string; readonly root: string },
) => void;

/**
 * Builds each stage of a Dockerfile into a folder of its own below `into`, in place of an image: COPY copies what `.dockerignore` lets in, RUN is left to
 * `run`. Throws for an instruction that it does not know, and when a COPY finds nothing. Answers the last stage.
 */
export function build(options: {
  readonly stages: readonly Stage[];
  readonly ignore: string;
  readonly context: string;
  readonly into: string;
  readonly run: Run;
}): Built {
  const seen = seenBy(options.ignore);
  const roots = new Map<string, string>();
  let built: Built | undefined;
  for (const stage of options.stages) {
    const root = join(options.into, stage.name);
    mkdirSync(root, { recursive: true });
    roots.set(stage.name, root);
    built = one(stage, root);
  }
  if (built === undefined) throw new Error('There is no stage.');
  return built;

  function one(stage: Stage, root: string): Built {
    let workdir = '/';
    const env: Record<string, string> = {};
    const lists: Record<string, readonly string[]> = {};
    for (const instruction of stage.instructions) {
      const { name, rest } = instruction;
      if (name === 'WORKDIR') {
        workdir = resolve(workdir, rest);
        mkdirSync(join(root, workdir), { recursive: true });
      } else if (name === 'COPY') copy(instruction, root, workdir);
      else if (name === 'RUN') options.run(rest, { stage: stage.name, dir: join(root, workdir), root });
      else if (name === 'ENV') Object.assign(env, pairsIn(rest));
      else if (name === 'ENTRYPOINT' || name === 'CMD') lists[name] = JSON.parse(rest) as string[];
      else if (name === 'HEALTHCHECK') lists[name] = JSON.parse(rest.replace(/^CMD /, '')) as string[];
      else if (name === 'VOLUME') mkdirSync(join(root, rest), { recursive: true });
      else if (name !== 'EXPOSE') throw new Error(`The rehearsal does not know ${name}.`);
    }
    const { ENTRYPOINT: entrypoint = [], CMD: command = [], HEALTHCHECK: health = [] } = lists;
    return { root, workdir, env, entrypoint, command, health };
  }

  function copy({ flags, rest }: Instruction, root: string, workdir: string): void {
    const words = rest.split(/ +/);
    const target = words.pop() ?? '';
    const from = flags['from'];
    const source = from === undefined ? options.context : roots.get(from);
    if (source === undefined) throw new Error(`COPY names a stage that is not there: ${from}.`);
    for (const word of words) {
      const path = from === undefined ? join(source, word) : join(source, resolve('/', word));
      const into = join(root, resolve(workdir, target));
      const isFile = statSync(path).isFile();
      const to = isFile && (target.endsWith('/') || words.length > 1) ? join(into, basename(word)) : into;
      mkdirSync(dirname(to), { recursive: true });
      if (from === undefined && !isFile) copySeen(word === '.' ? '' : word, to);
      else if (from === undefined && !seen(word)) throw new Error(`.dockerignore does not let ${word} in.`);
      else if (from === undefined) cpSync(path, to);
      else linkTree(path, to);
      if (flags['chmod'] !== undefined) chmodSync(to, Number.parseInt(flags['chmod'], 8));
    }
  }

  /** A folder of the context; what is not let in is left out. */
  function copySeen(path: string, to: string): void {
    for (const name of readdirSync(join(options.context, path))) {
      const below = path === '' ? name : `${path}/${name}`;
      const at = join(options.context, below);
      if (lstatSync(at).isDirectory()) {
        if (name !== 'node_modules' && name !== '.git') copySeen(below, join(to, name));
      } else if (seen(below)) {
        mkdirSync(to, { recursive: true });
        cpSync(at, join(to, name), { verbatimSymlinks: true });
      }
    }
  }
}
