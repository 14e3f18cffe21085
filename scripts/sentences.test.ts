import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

/**
 * What the server says without code and values is found in the page's book of sentences (`web/src/i18n/sentences-de.json`) by its English words. A sentence that is missing
 * there would be English on a German page.
 */
const root = new URL('..', import.meta.url).pathname;

/** Where nothing is said that anybody reads on the page. */
const silent = [
  // before there is a page, or for the command line and its log
  /^server\/src\/(?:main|run|commands|settings|version|[a-z]+-command[s]?)\.ts/,
  /^server\/src\/metrics\//,
  /^server\/src\/pipeline\/3-match\/protocol\//,
  /^server\/src\/jobs\/settings\.ts/,
  /^server\/src\/compose\/front\.ts/,
  // have both languages themselves
  /^server\/src\/(?:spotify\/callback-page|notifications\/words)\.ts/,
  /^server\/src\/platform\/(?:postgres|secrets|config|database|log|schedule)\//,
  // what the doctor finds, and the matcher, have a list of their own (`reasons.test.ts`)
  /^server\/src\/(?:doctor|compose\/doctor)\//,
  /sentences\.ts$/,
  /^server\/src\/(?:platform|http)\/tracing/,
  // documentation of the interface, in English
  /^server\/src\/http\/(?:openapi|problems\/problem-codes)/,
];

/** A sentence as it stands in the source, its values as `{0}`, `{1}` … */
export interface Sentence {
  readonly text: string;
  readonly place: string;
}

/** Calls whose texts are no sentences of their own but what is wrong with a field, or that only the log hears. */
const fragments = /^(?:invalid|refuse|issue)$/;
const logs = /(?:^|\.)(?:log|logger)\.\w+$|^(?:Error|RangeError|TypeError)$/;

function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map((span, at) => `{${at}}${span.literal.text}`).join('');
}

/** Keys of schemas and settings whose texts are documentation. */
const documentation = new Set(['description', 'doc', 'summary', 'means', 'help', 'title', 'example', 'examples']);

function sentencesOf(file: string): Sentence[] {
  const tree = ts.createSourceFile(file, readFileSync(root + file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Sentence[] = [];
  const visit = (node: ts.Node, isFragment: boolean): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isPropertyAssignment(node) && documentation.has(node.name.getText())) return;
    if (ts.isTaggedTemplateExpression(node)) return;
    let inFragment = isFragment;
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const called = node.expression.getText();
      if (logs.test(called)) return;
      inFragment = fragments.test(called);
    }
    const text = textOf(node);
    if (text !== null) {
      const isSentence =
        /^(?:\p{Lu}|“|\{0\})/u.test(text) &&
        /(?:[.!?][”)]*|\{\d\}[”)]*)$/.test(text) &&
        text.replaceAll(/\{\d\}/g, '').split(' ').length > 2;
      const isWrong = inFragment && text.split(' ').length > 1;
      if (isSentence || isWrong) {
        const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        found.push({ text, place: `${file}:${line}` });
      }
    }
    ts.forEachChild(node, (child) => visit(child, inFragment));
  };
  visit(tree, false);
  return found;
}

const sentences = globSync('server/src/**/*.ts', { cwd: root })
  .filter(
    (file) =>
      !/\.test\.|\.fixture\.|\.generated\.|\/testing\/|\/cases\/|\/test\//.test(file) &&
      !silent.some((place) => place.test(file)),
  )
  .flatMap(sentencesOf);
const book = JSON.parse(readFileSync(`${root}web/src/i18n/sentences-de.json`, 'utf8')) as Readonly<
  Record<string, string>
>;
const words = (text: string): number => text.replaceAll(/\{\d\}/g, '').match(/[A-Za-z]{2,}/g)?.length ?? 0;
const places = (text: string): string[] =>
  [...text.matchAll(/\{(\d)(?::\w+)?\}/g)].map((match) => match[1] ?? '').toSorted();

/** What the checks of requests say of a field; not in our source. */
const ofOthers = /^must (?:be|have|match|NOT|not have)\b|^is not valid$/;

/** Templates that are made of pieces; the book has what comes of them. */
const composed: Readonly<Record<string, readonly string[]>> = {
  'The file ends {0}{1}.': ['The file ends after {0} of {1}.', 'The file ends after {0}.', 'The file ends too early.'],
  '{0} could not be read': ['{0} entry could not be read', '{0} entries could not be read'],
  '{0} beyond the limit of {1} were left out': [
    '{0} entry beyond the limit of {1} were left out',
    '{0} entries beyond the limit of {1} were left out',
  ],
  '{0} {1} ({2} for {3}).': [
    '{0} does not accept our credentials ({1} for {2}).',
    '{0} does not allow us this ({1} for {2}).',
  ],
};

test('the book of the page has a German sentence for everything that the server says without a code', () => {
  expect(sentences.length).toBeGreaterThan(700);
  const missing = sentences
    .filter(({ text }) => words(text) > 1 && !Object.hasOwn(book, text) && !Object.hasOwn(composed, text))
    .map(({ text, place }) => `${text} (${place})`);
  expect(missing).toEqual([]);
  expect(
    Object.values(composed)
      .flat()
      .filter((text) => !Object.hasOwn(book, text)),
  ).toEqual([]);
});

test('a German sentence has the values of the English one, each once', () => {
  const differing = Object.entries(book).filter(
    ([english, german]) => String(places(english)) !== String(places(german)) && !ofOthers.test(english),
  );
  expect(differing).toEqual([]);
});

test('no sentence of the book is one that the server does not say any more', () => {
  const source = globSync('server/src/**/*.ts', { cwd: root })
    .map((file) => readFileSync(root + file, 'utf8'))
    .join('\n');
  const made = new Set(Object.values(composed).flat());
  const said = new Set(sentences.map(({ text }) => text));
  const dead = Object.keys(book).filter((english) => {
    if (said.has(english) || made.has(english) || ofOthers.test(english)) return false;
    // a piece of a sentence: its longest part stands in the source as it is
    const longest = english.split(/\{\d\}/).toSorted((a, b) => b.length - a.length)[0] ?? '';
    return !source.includes(longest.trim().replace(/\.$/, ''));
  });
  expect(dead).toEqual([]);
});
