/** One instruction of a Dockerfile, on one line. */
export interface Instruction {
  readonly name: string;
  /** `--from=build` and the like. */
  readonly flags: Readonly<Record<string, string>>;
  readonly rest: string;
}

/** A stage: what follows a FROM. */
export interface Stage {
  readonly name: string;
  readonly image: string;
  readonly instructions: readonly Instruction[];
}

/** Takes a Dockerfile apart (docs.docker.com, "Dockerfile reference"): lines joined, comments dropped, stages named, those without a name `last`. */
export function stagesOf(text: string): Stage[] {
  const lines = text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const stages: { name: string; image: string; instructions: Instruction[] }[] = [];
  for (const line of lines) {
    const [, name = '', after = ''] = /^([A-Z]+) +(.*)$/.exec(line) ?? [];
    if (name === '') throw new Error(`This line is no instruction: ${line}`);
    if (name === 'FROM') {
      const [image = '', , alias] = after.split(/ +/);
      stages.push({ name: alias ?? 'last', image, instructions: [] });
    } else stages.at(-1)?.instructions.push({ name, ...flagsOf(after) });
  }
  return stages;
}

function flagsOf(text: string): Pick<Instruction, 'flags' | 'rest'> {
  const words = text.split(/ +/);
  const end = words.findIndex((word) => !word.startsWith('--'));
  const flags = words.slice(0, end).map((word) => {
    const [key = '', value = ''] = word.slice(2).split('=', 2);
    return [key, value] as const;
  });
  return { flags: Object.fromEntries(flags), rest: words.slice(end).join(' ') };
}

/** Which paths of the folder an image may see: the rules of `.dockerignore`, the last that fits decides. */
export function seenBy(ignore: string): (path: string) => boolean {
  const rules = ignore
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ seen: line.startsWith('!'), pattern: patternOf(line.replace(/^!/, '')) }));
  return (path) => rules.findLast(({ pattern }) => pattern.test(path))?.seen ?? true;
}

/** Fits the path itself and whatever lies below it. */
function patternOf(rule: string): RegExp {
  const parts = rule.split('/').map((part) => {
    if (part === '**') return '(?:[^/]+/)*';
    return `${part.split('*').map(escaped).join('[^/]*')}/`;
  });
  return new RegExp(`^${parts.join('').replace(/\/$/, '')}(?:/|$)`);
}

const escaped = (text: string): string => text.replaceAll(/[.+?^$()|[\]{}\\]/g, String.raw`\$&`);

/** Words of ENV, LABEL and the like: `A=b C=d`. */
export function pairsIn(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/(\w+)=(\S+)/g)].map(([, key = '', value = '']) => [key, value]));
}
