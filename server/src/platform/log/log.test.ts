import { expect, test } from 'vitest';
import { createLog } from './index.ts';

test('masks secrets by name wherever they are written', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'info', format: 'json' }, { write: (line) => void lines.push(line) });
  log.info(
    { apiKey: 'hush-1', slskd: { password: 'hush-2' }, headers: { 'x-api-key': 'hush-3', authorization: 'hush-4' } },
    'connected',
  );
  expect(lines.join('')).not.toMatch(/hush/);
  expect(lines.join('')).toContain('connected');
});

test('leaves out what is less important than the level', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'warn', format: 'json' }, { write: (line) => void lines.push(line) });
  log.info('quiet');
  log.warn('loud');
  expect(lines).toHaveLength(1);
});

test('writes of an error its name, sentence and stack, but nothing that a library hung on it', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'info', format: 'json' }, { write: (line) => void lines.push(line) });
  log.warn({ err: Object.assign(new Error('connection lost'), { client: { password: 'hush' } }) }, 'oops');
  expect(lines.join('')).toContain('connection lost');
  expect(lines.join('')).not.toContain('hush');
});
