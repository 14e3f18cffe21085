import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One operation of the OpenAPI document. */
export interface Operation {
  readonly method: string;
  /** With `{names}`. */
  readonly path: string;
  readonly summary: string;
  /** Statuses that it documents, besides the error envelope. */
  readonly statuses: readonly string[];
  /** Scope that a key needs; `null`: none. */
  readonly scope: string | null;
}

type Document = {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          { summary?: string; responses?: Record<string, object>; security?: unknown[]; 'x-required-scope'?: string }
        >
      >
    >
  >;
};

/** Every operation, by path and method. */
export function operationsOf(document: Document): Operation[] {
  return Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        summary: operation.summary ?? '',
        // errors that any operation may answer with stand in one place
        statuses: Object.entries(operation.responses ?? {})
          .filter(([status, answer]) => !status.endsWith('XX') && !('$ref' in answer))
          .map(([status]) => status),
        scope: (operation.security ?? []).length === 0 ? null : (operation['x-required-scope'] ?? null),
      })),
    )
    .toSorted((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
}

/** An address that stands in a test, with the words around it. */
interface Written {
  readonly file: string;
  readonly path: string;
  readonly around: string;
}

/** Texts that a test file gives a name to; `${name}` and a bare `name` behind a bracket or comma stand for them. */
function withConstants(text: string): string {
  let filled = text;
  for (const [, name = '', value = ''] of text.matchAll(/\bconst (\w+) = ['`"]([^'`"\n]*\/[^'`"\n]*)['`"];/g)) {
    filled = filled.replaceAll(`\${${name}}`, value);
    filled = filled.replaceAll(new RegExp(String.raw`([(,]\s*)${name}\b(?=\s*[,)])`, 'g'), `$1'${value}'`);
  }
  // what stands in ${…} may contain anything; only its place matters
  return filled.replaceAll(/\$\{[^}`]*\}/g, '${x}');
}

/** Tests that ask every operation, or attack some, and look at nothing of what an operation is for. */
const sweeps = /tests\/security\/|\/openapi\.test\.ts$/;

/** Every address in the tests below these folders that look at answers; `${…}` in it is one part. */
export function addressesIn(folders: readonly string[]): Written[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules') && !sweeps.test(name))
      .toSorted()
      .flatMap((name) => {
        const file = join(folder, name);
        const text = withConstants(readFileSync(file, 'utf8'));
        const literals = /(['"`])(?:[A-Z]+ )?(?:\$\{[\w.]+\})?(\/(?:(?!\1)[^\s\\])*)\1/g;
        // helpers that put an address together say what they call: `@calls GET /wishes/{id}`
        const told = [...text.matchAll(/@calls ([A-Z]+) (\S+)/g)].map(([, method = '', path = '']) => ({
          file,
          path: path.replaceAll(/\{[^}]*\}/g, '${x}'),
          around: method,
        }));
        const literal = [...text.matchAll(literals)].map((found) => ({
          file,
          path: found[2] ?? '',
          around: text.slice(Math.max(0, found.index - 60), found.index + found[0].length + 160),
        }));
        return [...told, ...literal];
      }),
  );
}

const part = String.raw`(?:\$\{[^}]*\}|[^/?\s])+`;

/** Files whose tests call the operation: its address, and its method beside it. */
export function testsOf(operation: Operation, written: readonly Written[], basePath: string): string[] {
  const { method, path } = operation;
  const escaped = path
    .split(/\{[^}]+\}/)
    .map((piece) => piece.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`))
    .join(part);
  const base = escaped.startsWith(basePath) ? `(?:${basePath})?${escaped.slice(basePath.length)}` : escaped;
  const address = new RegExp(`^${base}/?(?:\\?.*|\\$\\{.*)?$`);
  const named = new RegExp(String.raw`\b${method}\b|\b${method.toLowerCase()}(?:<[^>]*>)?\(`);
  // `fetch` alone and the helpers of the test houses ask by GET
  const plain = /\b(?:POST|PUT|PATCH|DELETE)\b|\b(?:post|put|patch|delete)\(/;
  const fits = ({ path: at, around }: Written): boolean =>
    address.test(at) && (named.test(around) || (method === 'GET' && !plain.test(around)));
  return [...new Set(written.filter(fits).map((each) => each.file))];
}
