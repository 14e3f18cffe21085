import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';

interface Shown {
  readonly id: string;
  readonly area: string;
  readonly state: string;
  readonly code: string;
  readonly sentence: string;
  readonly remedy: string | null;
  readonly facts: Record<string, unknown>;
  readonly docs: string;
}

const audio = { format: 'mp3', durationMs: 4000, tags: { title: 'Good Song', artist: 'Artist' } } as const;
let house: ApiHouse;

beforeAll(async () => {
  house = await openApiHouse({
    peers: [
      {
        username: 'giver',
        speedBps: 2_000_000,
        files: [{ path: 'Music\\Artist - Album\\03 - Good Song.mp3', audio }],
      },
    ],
  });
});
afterAll(() => house.close());

async function examine(of = house) {
  const answer = await of.get('/doctor');
  expect(answer.status).toBe(200);
  const { state, checks } = answer.body as unknown as { state: string; checks: Shown[] };
  return { state, checks, by: new Map(checks.map((check) => [check.id, check])) };
}
const look = async (id: string, of = house) => (await of.get(`/doctor/${id}`)).body as unknown as Shown;
const found = ({ state, code }: Shown) => `${state} ${code}`;

test('a house in order: every check says how it is, with a page that exists, and leaves nothing behind', async () => {
  const { checks, by } = await examine();
  const states = Object.fromEntries(checks.map((check) => [check.id, found(check)]));
  expect(states).toMatchObject({
    'database.answers': expect.stringMatching(/^(ok answers|warn slow)$/),
    'database.schema': 'ok current',
    'database.clock': 'ok agrees',
    'workers.heartbeats': 'ok running',
    'files.music_folder': 'ok writable',
    'files.downloads_folder': 'ok writable',
    'files.rename': 'ok renames',
    'slskd.reachable': 'ok reachable',
    'slskd.key': 'ok accepted',
    'slskd.signed_in': 'ok signed_in',
    'slskd.answers': 'ok no_searches',
    'slskd.finished_files': 'unknown no_download_yet',
    'spotify.sign_in': 'ok imports_only',
    'secrets.key': 'ok not_needed_yet',
    'access.door': 'ok local',
  });
  expect([...by.keys()].filter((id) => id.startsWith('plex') || id.startsWith('beets'))).toEqual([]);
  for (const { id, area, state, remedy, docs } of checks) {
    expect(id.startsWith(`${area}.`)).toBe(true);
    if (state === 'problem' || state === 'warn') expect(remedy, id).toBeTruthy();
    const [page = '', place] = docs.split('#');
    const text = await import('node:fs/promises').then((fs) =>
      fs.readFile(new URL(`../../../../docs/${page}`, import.meta.url), 'utf8'),
    );
    if (place !== undefined) expect(text.toLowerCase(), `${id}: ${docs}`).toContain(`## ${place}`);
  }
  expect(await readdir(house.musicDir)).toEqual([]);
  expect((await readdir(house.standIn.downloads)).filter((name) => name.includes('doctor'))).toEqual([]);
});

test('a download of ours that arrived proves that finished files are seen from here', async () => {
  const { body } = await house.post('/download', {
    username: 'giver',
    files: [{ filename: 'Music\\Artist - Album\\03 - Good Song.mp3' }],
  });
  const id = (body as unknown as { downloads?: { id: number }[] }).downloads?.[0]?.id;
  await house.until(`/download/${id}`, (each) => each.state === 'completed' || each.status === 'completed');
  const check = await look('slskd.finished_files');
  expect(found(check)).toBe('ok proved');
  expect(check.facts['folder']).toBe(house.standIn.downloads);
});

test('a link that is lost, a ban, and an slskd that is gone are told apart', async () => {
  house.standIn.control.disconnect();
  expect(found(await look('slskd.signed_in'))).toBe('problem not_signed_in');
  expect(found(await look('slskd.reachable'))).toBe('ok reachable');
  house.standIn.control.connect();
  house.standIn.control.ban();
  const banned = await look('slskd.signed_in');
  expect([banned.state, banned.remedy]).toEqual(['problem', expect.stringContaining('banned')]);
  await house.standIn.control.goDown();
  try {
    const { state, by } = await examine();
    expect(state).toBe('problem');
    expect(by.get('slskd.reachable')).toMatchObject({ state: 'problem', code: 'unreachable' });
    expect(by.get('slskd.signed_in')).toMatchObject({ state: 'unknown', code: 'needs_slskd' });
    expect(by.get('files.music_folder')?.state).toBe('ok');
  } finally {
    await house.standIn.control.comeUp();
  }
});

test('a check that does not exist is 404 and names those that do', async () => {
  const answer = await house.get('/doctor/slskd.nonsense');
  expect(answer.status).toBe(404);
  expect(answer.text).toContain('slskd.reachable');
});

test('a wrong key, a folder that is not there, secrets that cannot be opened, a worker that died: each with a remedy', async () => {
  const away = join(house.musicDir, '..', 'nowhere');
  const other = await openApiHouse({
    peers: [],
    env: {
      SLSKD_API_KEY: 'not-the-key-at-all',
      SLSKD_DOWNLOADS_DIR: away,
      BACKUP_INTERVAL_HOURS: '0',
      WORKERS_ENABLED: 'false',
    },
  });
  try {
    await other.setting('SPOTIFY_CLIENT_SECRET', 'sealed-by-another-house');
    const { by } = await examine(other);
    expect(by.get('slskd.reachable')?.state).toBe('ok');
    expect(by.get('slskd.key')).toMatchObject({ state: 'problem', code: 'unauthorised' });
    expect(by.get('slskd.key')?.remedy).toContain('SLSKD_API_KEY');
    expect(by.get('files.downloads_folder')).toMatchObject({ state: 'problem', code: 'missing' });
    expect(by.get('files.downloads_folder')?.remedy).toContain('SLSKD_DOWNLOADS_DIR');
    expect(by.get('secrets.key')).toMatchObject({ state: 'problem', code: 'cannot_open' });
    expect(by.get('secrets.key')?.sentence).not.toContain('sealed-by-another-house');
    expect(by.get('backups.recent')).toMatchObject({ state: 'warn', code: 'off' });
    expect(by.get('workers.heartbeats')).toMatchObject({ state: 'problem', code: 'nobody_works' });
    expect(by.get('workers.heartbeats')?.remedy).toContain('harmony work');

    await rename(other.musicDir, `${other.musicDir}-away`);
    await writeFile(other.musicDir, 'no folder');
    expect((await look('files.music_folder', other)).state).toBe('problem');
    await rm(other.musicDir);
    await mkdir(other.musicDir);
    await mkdir(away);
    await chmod(away, 0o700);
    expect(found(await look('files.rename', other))).toBe('ok renames');
  } finally {
    await rm(away, { recursive: true, force: true });
    await other.close();
  }
});

test('the newest download whose finished file was not found outweighs an older one that was', async () => {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  await house.db
    .insertInto('downloads')
    .values({
      username: 'giver',
      filename: 'Music\\lost.mp3',
      batch_id: '00000000-0000-4000-8000-000000000001',
      state: 'failed',
      reason_code: 'finished_file_not_visible',
      last_error: 'The file is not in /somewhere.',
      finished_at: at(5),
    })
    .execute();
  const check = await look('slskd.finished_files');
  expect(found(check)).toBe('problem not_visible');
  expect(check.remedy).toContain('SLSKD_DOWNLOADS_DIR');
});
