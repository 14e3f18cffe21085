import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readSettings } from '#platform/config';
import { createSealer, openSealer, SealingKeyProblem, secretSettings } from './index.ts';

const one = 'one-key-of-more-than-thirty-two-characters';
const two = 'two-key-of-more-than-thirty-two-characters';
const dir = mkdtempSync(join(tmpdir(), 'harmony-secrets-'));
afterAll(() => rmSync(dir, { recursive: true }));
const none = { key: null, keyFile: null, oldKeys: null };

describe('sealing', () => {
  test('gives the text back, and never the same sealed text twice', () => {
    const sealer = createSealer([one]);
    const text = 'tökén \u{1F600} '.repeat(50);
    const sealed = [sealer.seal(text, 'a'), sealer.seal(text, 'a')];
    expect(sealed[0]).not.toBe(sealed[1]);
    for (const each of sealed) {
      expect(each).not.toContain('token');
      expect(sealer.unseal(each, 'a')).toEqual({ ok: true, text, stale: false });
    }
    expect(sealer.unseal(sealer.seal('', 'a'), 'a')).toMatchObject({ ok: true, text: '' });
  });

  test('with another key, another purpose or a changed letter nothing is given, and the remedy is told', () => {
    const sealer = createSealer([one]);
    const sealed = sealer.seal('secret', 'a');
    expect(createSealer([two]).unseal(sealed, 'a')).toMatchObject({ ok: false, why: 'unknown_key' });
    expect(sealer.unseal(sealed, 'b')).toMatchObject({ ok: false, why: 'damaged' });
    const at = sealed.length - 3;
    const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
    expect(sealer.unseal(changed, 'a')).toMatchObject({ ok: false, why: 'damaged' });
    for (const text of ['', 'secret', 'v1.00000000.', `v1.${'0'.repeat(8)}.${'A'.repeat(50)}`])
      expect(sealer.unseal(text, 'a').ok).toBe(false);
  });

  test('after a change of the key the old one still unseals and says that it is old', () => {
    const sealed = createSealer([one]).seal('secret', 'a');
    expect(createSealer([two, one]).unseal(sealed, 'a')).toEqual({ ok: true, text: 'secret', stale: true });
  });
});

describe('the key', () => {
  test('is made once in the data folder, readable by its owner only, and found again', () => {
    const data = join(dir, 'data');
    const sealed = openSealer(none, data).seal('x', 'a');
    expect(statSync(join(data, 'secrets.key')).mode & 0o777).toBe(0o600);
    expect(openSealer(none, data).unseal(sealed, 'a').ok).toBe(true);
    expect(readFileSync(join(data, 'secrets.key'), 'utf8').trim()).toHaveLength(44);
  });

  test('of the environment comes before the files, and earlier ones are read from a list', () => {
    const sealed = openSealer({ ...none, key: one }, dir).seal('x', 'a');
    expect(
      openSealer({ ...none, key: two, oldKeys: `${'z'.repeat(32)}, ${one}` }, dir).unseal(sealed, 'a'),
    ).toMatchObject({
      stale: true,
    });
  });

  test('is what stands in SECRETS_KEY_FILE, without the line break', () => {
    const file = join(dir, 'own.key');
    writeFileSync(file, `${one}\n`);
    const read = readSettings({ secrets: secretSettings }, { SECRETS_KEY_FILE: file });
    const sealer = read.ok ? openSealer(read.values.secrets, join(dir, 'no-data-folder')) : null;
    expect(sealer?.unseal(createSealer([one]).seal('secret', 'a'), 'a')).toMatchObject({ ok: true, text: 'secret' });
    expect(existsSync(join(dir, 'no-data-folder'))).toBe(false);
  });

  test('that is too short or missing is a problem with a remedy, never replaced', () => {
    const file = join(dir, 'short.key');
    writeFileSync(file, 'short\n');
    const at = (settings: Partial<typeof none> | { keyFile: string } | { key: string }) => () =>
      openSealer({ ...none, ...settings }, dir);
    expect(at({ key: 'short' })).toThrow(SealingKeyProblem);
    expect(at({ keyFile: file })).toThrow(/5 characters/);
    expect(at({ keyFile: join(dir, 'nowhere') })).toThrow(/ENOENT/);
    expect(() => openSealer(none, join(file, 'below')).seal('x', 'a')).toThrow(SealingKeyProblem);
    expect(openSealer(none, join(dir, 'unused')).unseal(`v1.00000000.${'A'.repeat(50)}`, 'a')).toMatchObject({
      why: 'unknown_key',
    });
    expect(existsSync(join(dir, 'unused'))).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe('short\n');
  });
});
