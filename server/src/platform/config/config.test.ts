import { describe, expect, test } from 'vitest';
import { configurationPage, describeValues, envExample, readSettings, setting } from './index.ts';

const groups = {
  server: {
    port: setting.int({ name: 'PORT', default: 8080, min: 0, max: 65535, doc: 'Port to listen on.' }),
    key: setting.secret({ name: 'SLSKD_API_KEY', default: null, doc: 'Key of slskd.' }),
    base: setting.url({
      name: 'SLSKD_BASE_URL',
      aliases: ['SLSKD_URL'],
      default: 'http://127.0.0.1:5030',
      doc: 'Address of slskd.',
    }),
    on: setting.bool({ name: 'FEATURE', default: false, doc: 'A feature.' }),
    formats: setting.list({ name: 'FORMATS', default: ['flac', 'mp3'], doc: 'Formats.' }),
  },
} as const;

describe('configuration', () => {
  test('takes defaults when nothing is set', () => {
    const read = readSettings(groups, {});
    expect(read.ok && read.values.server).toEqual({
      port: 8080,
      key: null,
      base: 'http://127.0.0.1:5030',
      on: false,
      formats: ['flac', 'mp3'],
    });
  });

  test('prefers the name over its alias and treats blank as not set', () => {
    const read = readSettings(groups, { SLSKD_BASE_URL: ' ', SLSKD_URL: 'http://nas:5030/', PORT: '' });
    expect(read.ok && read.values.server.base).toBe('http://nas:5030');
    expect(read.ok && read.values.server.port).toBe(8080);
  });

  test('reports every fault together, each with a remedy', () => {
    const read = readSettings(groups, { PORT: 'eighty', SLSKD_BASE_URL: 'ftp://x', FEATURE: 'maybe' });
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.faults.map((fault) => fault.variable)).toEqual(['PORT', 'SLSKD_BASE_URL', 'FEATURE']);
    for (const fault of read.faults) expect(fault.remedy).not.toBe('');
  });

  test('warns about unknown HARMONY_ variables only', () => {
    const read = readSettings(groups, { HARMONY_PROT: '1', OTHER: '2' });
    expect(read.warnings).toHaveLength(1);
    expect(read.warnings[0]).toContain('HARMONY_PROT');
  });

  test('never shows a secret', () => {
    const read = readSettings(groups, { SLSKD_API_KEY: 'very-secret-value' });
    if (!read.ok) throw new Error('must read');
    const text = describeValues(groups, read.values);
    expect(text).not.toContain('very-secret-value');
    expect(text).toContain('SLSKD_API_KEY=••••••');
  });

  test('documents every setting on both generated pages', () => {
    for (const declared of Object.values(groups.server)) {
      expect(envExample(groups)).toContain(`#${declared.name}=`);
      expect(configurationPage(groups)).toContain(`\`${declared.name}\``);
    }
  });
});
