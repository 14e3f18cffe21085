/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import { createFormats } from './format.ts';
import moreDe from './more-de.json' with { type: 'json' };
import moreEn from './more-en.json' with { type: 'json' };

function flat(node: unknown, path = ''): [string, string][] {
  if (typeof node === 'string') return [[path, node]];
  return Object.entries(node as Record<string, unknown>).flatMap(([key, value]) =>
    flat(value, path === '' ? key : `${path}.${key}`),
  );
}
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1] ?? '').toSorted();

describe('texts', () => {
  const english = new Map([...flat(en), ...flat(moreEn)]);
  const german = new Map([...flat(de), ...flat(moreDe)]);

  it('exist in both languages, with the same placeholders', () => {
    const missing = [...english.keys()].filter((key) => !german.has(key));
    const extra = [...german.keys()].filter((key) => !english.has(key) && !key.startsWith('reasons.'));
    expect({ missing, extra }).toEqual({ missing: [], extra: [] });
    for (const [key, text] of english)
      expect([key, placeholders(german.get(key) ?? '')]).toEqual([key, placeholders(text)]);
  });

  it('stand in one file: those of the first visit are not loaded a second time', () => {
    const later = new Set(flat(moreEn).map(([key]) => key));
    expect(flat(en).filter(([key]) => later.has(key))).toEqual([]);
  });

  it('have every plural form that their language needs', () => {
    for (const [language, texts] of [
      ['en', english],
      ['de', german],
    ] as const) {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const bases = [...texts.keys()].filter((key) => key.endsWith('_other')).map((key) => key.slice(0, -6));
      for (const base of bases)
        for (const form of forms) expect(texts.has(`${base}_${form}`), `${language} ${base}_${form}`).toBe(true);
    }
  });

  it('are all used: a key that no file names is dead', () => {
    const root = join(import.meta.dirname, '..');
    const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(root, file), 'utf8'))
      .join('\n');
    // looked up in one walk over the sources, not in one for each key
    const named = new Set([...source.matchAll(/'(?=([^'`\s]+)')/g)].map((match) => match[1]));
    const families = new Set([...source.matchAll(/`([^'`\s$]+\.)\$/g)].map((match) => match[1]));
    const dead = [...english.keys()].filter((key) => {
      const base = key.replace(/_(zero|one|other)$/, '');
      const family = base.slice(0, base.lastIndexOf('.') + 1);
      return !named.has(base) && !families.has(family) && !named.has(family);
    });
    expect(dead).toEqual([]);
  });
});

describe('formats', () => {
  it('write durations with leading zeros where people expect them', () => {
    const { duration } = createFormats('en');
    expect([duration(61_000), duration(59_400), duration(3_540_000), duration(3_661_000)]).toEqual([
      '1:01',
      '0:59',
      '59:00',
      '1:01:01',
    ]);
  });

  it('use the units and separators of the language', () => {
    expect(createFormats('de').bytes(1_234_567_890)).toBe('1,23\u00a0GB');
    expect(createFormats('en').bytes(999)).toBe('999 byte');
    expect(createFormats('en').speed(2_400_000)).toBe('2.4 MB/s');
  });

  it('speak of times near and far', () => {
    const { relative } = createFormats('en');
    const now = Date.parse('2026-01-01T12:00:00Z');
    expect(relative('2026-01-01T12:00:20Z', now)).toBe('now');
    expect(relative('2026-01-01T14:05:00Z', now)).toBe('in 2 hours');
    expect(relative('2025-12-31T12:00:00Z', now)).toBe('yesterday');
  });
});
