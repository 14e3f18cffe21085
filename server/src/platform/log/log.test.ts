import { expect, test } from 'vitest';
import { readSettings } from '#platform/config';
import { createLog, logSettings } from './index.ts';

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

test('the headers of an upload, which the multipart plugin logs deep inside, are masked', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'trace', format: 'json' }, { write: (line) => void lines.push(line) });
  const headers = { 'x-api-key': 'hush', authorization: 'Bearer hush', cookie: 'session=hush' };
  log.trace({ busboyOptions: { headers, limits: { files: 1 } } }, 'Providing options to busboy');
  expect(lines.join()).toContain('busboyOptions');
  expect(lines.join()).not.toContain('hush');
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

test('known secrets are masked wherever they stand, also in sentences of others and as an address writes them', () => {
  const lines: string[] = [];
  const secrets = ['p"ss w/rd-1', 'short', 'longer-secret-2'];
  const log = createLog({ level: 'info', format: 'json' }, { write: (line) => void lines.push(line) }, secrets);
  const fault = new Error('cannot reach http://u:longer-secret-2@db', { cause: new Error('p"ss w/rd-1 refused') });
  log.warn({ err: fault, url: `http://x/?k=${encodeURIComponent('p"ss w/rd-1')}` }, 'oops longer-secret-2, shortly');
  const written = lines.join('');
  expect(written).not.toMatch(/longer-secret-2|w\/rd-1|w%2Frd/);
  expect(written).toContain('shortly');
  expect(() => JSON.parse(written) as unknown).not.toThrow();
});

test.each([
  ['INFO', 'info'],
  ['Warning', 'warn'],
  ['CRITICAL', 'error'],
  ['debug', 'debug'],
])('HARMONY_LOG_LEVEL=%s shows from %s on', (text, level) => {
  const read = readSettings({ log: logSettings }, { HARMONY_LOG_LEVEL: text });
  expect(read.ok && createLog({ ...read.values.log, format: 'json' }, { write: () => undefined }).level).toBe(level);
});

test('an unknown level is refused with those that there are', () => {
  const read = readSettings({ log: logSettings }, { LOG_LEVEL: 'loud' });
  expect(read.ok).toBe(false);
  expect(JSON.stringify(read)).toContain('silent');
});
