import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

/**
 * What the server says with a code it says in English itself; the page says it in German by the code. A code without a German sentence would leave English
 * words in a German page.
 */
const root = new URL('..', import.meta.url).pathname;

/** Codes that nobody reads on the page as a sentence of its own. */
const silent = [
  // before there is a page, or for the command line
  'server/src/platform/postgres/',
  'server/src/platform/secrets/',
  'server/src/metrics/',
  // what the doctor finds is looked at by itself
  'server/src/doctor/',
  // measured values that are shown as they are, beside a verdict that has its own words
  'server/src/pipeline/5-verify/analysis/',
  // what other people's services say of a message
  'server/src/integrations/notify/',
  // answers to one request, which have words of their own where they are asked for
  'server/src/pipeline/4-download/api/actions.ts',
  'server/src/pipeline/4-download/api/manual.ts',
  'server/src/pipeline/1-import/free/',
  'server/src/integrations/slskd/try-connection.ts',
];

interface Said {
  readonly code: string;
  readonly place: string;
}
/** What a check of the doctor finds. */
interface Finding extends Said {
  readonly id: string;
  readonly state: string;
}

const reasons: Said[] = [];
const findings: Finding[] = [];
for (const file of globSync('server/src/**/*.ts', { cwd: root })) {
  if (/\.test\.|\.fixture\.|\/testing\/|routes\.ts$/.test(file)) continue;
  const tree = ts.createSourceFile(file, readFileSync(root + file, 'utf8'), ts.ScriptTarget.Latest, true);
  const inDoctor = file.includes('/compose/doctor/');
  const isSilent = silent.some((place) => file.startsWith(place));
  const placeOf = (node: ts.Node): string => `${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const visit = (node: ts.Node, id: string | null): void => {
    const at = ts.isObjectLiteralExpression(node) ? (textOf(valueOf(node, 'id'))[0] ?? id) : id;
    if (inDoctor && ts.isCallExpression(node)) {
      const state = node.expression.getText();
      const [code] = node.arguments;
      if (/^(ok|warn|broken|unknown)$/.test(state))
        for (const each of textOf(code))
          findings.push({ id: at ?? '', code: each, state: remedyless(node) ? 'ok' : state, place: placeOf(node) });
    } else if (!isSilent) {
      for (const code of codesIn(node)) reasons.push({ code, place: placeOf(node) });
    }
    ts.forEachChild(node, (child) => visit(child, at));
  };
  visit(tree, null);
}

/** Texts that an expression may be, as far as they stand there. */
function textOf(node: ts.Expression | undefined): string[] {
  if (node === undefined) return [];
  if (ts.isStringLiteral(node)) return [node.text];
  return ts.isConditionalExpression(node) ? [...textOf(node.whenTrue), ...textOf(node.whenFalse)] : [];
}

function valueOf(node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = node.properties.find((each) => each.name?.getText() === name);
  return property !== undefined && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

/** Codes with their sentence: in an object, or one after the other among the arguments of a call; and those that a type lists. */
function codesIn(node: ts.Node): string[] {
  if (ts.isObjectLiteralExpression(node))
    return node.properties.some((each) => each.name?.getText() === 'sentence') ? textOf(valueOf(node, 'code')) : [];
  if (ts.isTypeAliasDeclaration(node) && /^(?:Fault|FileProblem|BeetsProblem)Code$/.test(node.name.text))
    return [...node.type.getText().matchAll(/'(\w+)'/g)].map((match) => match[1] ?? '');
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return [];
  return (node.arguments ?? []).flatMap((code, index) => {
    const next = node.arguments?.[index + 1];
    const sentence = next !== undefined && (ts.isStringLiteral(next) || ts.isTemplateExpression(next)) ? next : null;
    const isSentence = sentence !== null && /^['"`](?:[A-Z“"]|\$\{)/.test(sentence.getText());
    return isSentence ? textOf(code).filter((text) => /^[a-z0-9]+(?:_[a-z0-9]+)+$/.test(text)) : [];
  });
}

/** `unknown(code, sentence, null)`: there is nothing to do. */
function remedyless(node: ts.CallExpression): boolean {
  return node.arguments[2]?.kind === ts.SyntaxKind.NullKeyword;
}

type Texts = { readonly [key: string]: string | Texts };
function readGerman(): Map<string, string> {
  const flat = (node: string | Texts, path: string): [string, string][] =>
    typeof node === 'string'
      ? [[path, node]]
      : Object.entries(node).flatMap(([key, value]) => flat(value, path === '' ? key : `${path}.${key}`));
  return new Map(
    ['de', 'more-de'].flatMap((name) =>
      flat((JSON.parse(readFileSync(`${root}web/src/i18n/${name}.json`, 'utf8')) as Texts)['reasons'] ?? '', ''),
    ),
  );
}
const german = readGerman();

test('every reason that the server gives has a German sentence', () => {
  expect(new Set(reasons.map(({ code }) => code)).size).toBeGreaterThan(120);
  const missing = reasons.filter(({ code }) => !german.has(code)).map(({ code, place }) => `${code} (${place})`);
  expect(missing).toEqual([]);
});

test('every finding of the doctor has a German sentence, and a remedy where something is to be done', () => {
  expect(new Set(findings.map(({ id }) => id)).size).toBeGreaterThan(20);
  const missing = findings.flatMap(({ id, code, state, place }) => {
    // a finding that is built apart from its check belongs to one of them
    const keys =
      id === '' ? [...german.keys()].filter((key) => key.startsWith('doctor.') && key.endsWith(`.${code}`)) : [];
    const key = [...keys, `doctor.${id}.${code}`, `doctor.general.${code}`].find((each) => german.has(each));
    if (key === undefined) return [`${id} ${code} (${place})`];
    return state === 'ok' || german.has(`${key}_remedy`) ? [] : [`${id} ${code}: remedy (${place})`];
  });
  expect(missing).toEqual([]);
});

test('what a service, a folder or beets may suffer from is among the findings that the doctor has German words for', () => {
  const outside = reasons.filter(({ place }) =>
    /platform\/(outbound|files)\/|integrations\/beets\/problem/.test(place),
  );
  const codes = new Set(outside.map(({ code }) => code));
  expect(codes.size).toBeGreaterThan(25);
  const missing = [...codes].filter(
    (code) => !german.has(`doctor.general.${code}`) || !german.has(`doctor.general.${code}_remedy`),
  );
  expect(missing).toEqual([]);
});

interface Book {
  readonly [code: string]: string | { readonly one: string; readonly other: string };
}
/** Books of English sentences with places for values, and where the page says theirs. */
const books = await Promise.all(
  globSync('server/src/**/sentences.ts', { cwd: root })
    .filter((file) => !file.startsWith('server/src/music/'))
    .map(async (file) => Object.entries((await import(root + file)) as Record<string, unknown>)),
);
const places = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+(?:, \w+)?)\}\}/g)].map((match) => match[1] ?? '').toSorted();

test('every sentence of the matcher, and of what is known of a peer, has a German one that names the same values in the same form', () => {
  const sentences = books.flat().flatMap(([name, book]) =>
    typeof book !== 'object' || book === null
      ? []
      : Object.entries(book as Book).flatMap(([code, text]) => {
          const family = name === 'matchCauses' ? 'told' : 'match';
          return typeof text === 'string'
            ? [{ key: `${family}.${code}`, text }]
            : (['one', 'other'] as const).map((form) => ({ key: `${family}.${code}_${form}`, text: text[form] }));
        }),
  );
  expect(sentences.length).toBeGreaterThan(40);
  const said = sentences.map(({ key }) => ({ key, places: places(german.get(key) ?? '') }));
  // a number may be left out where the words say it: “one file”
  const wanted = sentences.map(({ key, text }) => ({ key, places: places(text) }));
  expect(said).toEqual(wanted);
  expect(sentences.filter(({ key }) => !german.has(key))).toEqual([]);
  const known = new Set(sentences.map(({ key }) => key));
  expect([...german.keys()].filter((key) => /^(?:match|told)\./.test(key) && !known.has(key))).toEqual([]);
});

test('every kind of version that the matcher may name has a German name', () => {
  const kinds =
    readFileSync(`${root}server/src/music/version/kinds.ts`, 'utf8').match(/export type VersionKind =([^;]+);/)?.[1] ??
    '';
  const names = [...kinds.matchAll(/'([\w-]+)'/g)].map((match) => match[1] ?? '');
  expect(names.length).toBeGreaterThan(15);
  expect(names.filter((name) => !german.has(`version.${name}`))).toEqual([]);
});
