import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BeetsHouse, beetsMissing, openBeetsHouse, song } from '#test/beets-house';

if (beetsMissing !== null) console.warn(beetsMissing);

// nothing of these tests leaves the machine: nobody listens where beets would look albums up
const config = 'musicbrainz: {host: "127.0.0.1:9", https: no}\n';

describe.skipIf(beetsMissing !== null)('beets over HTTP, with the real program', () => {
  let house: BeetsHouse;
  const inbox = (...names: string[]): string => join(house.music, 'inbox', ...names);
  beforeAll(async () => {
    house = await openBeetsHouse({ config });
    await song(inbox('first', '1.flac'), { title: 'One', artist: 'Ann', album: 'First', track: '1' });
    await song(inbox('first', '2.flac'), {
      title: 'Two; "quoted" $title -> x',
      artist: 'Ann',
      album: 'First',
      track: '2',
    });
  });
  afterAll(() => house.close());

  it('says which version works and where it keeps things', async () => {
    const { status, body } = await house.ask('GET', '/beets/status');
    expect(status).toBe(200);
    expect(body).toMatchObject({ available: true, directory: house.directory, problem: null });
    expect(body.version).toMatch(/^\d+\.\d+/);
    expect(body.folders).toEqual([house.music, house.directory]);
    expect((await house.ask('GET', '/beets/version')).body.version).toBe(body.version);
  });

  it('imports a folder as it is and proves it by the library', async () => {
    const { status, body } = await house.ask('POST', '/beets/import', { path: inbox('first'), autotag: false });
    expect(status).toBe(200);
    expect(body.success).toBe(true);
    expect(body.imported.map((item) => item.title).sort()).toEqual(['One', 'Two; "quoted" $title -> x']);
    expect(body.imported[0]?.path.startsWith(house.directory)).toBe(true);
    expect(await house.beet('ls', '-f', '$title', 'track:1')).toEqual(['One']);
  });

  it('lists albums, titles, statistics, fields and what a query finds, whatever stands in the tags', async () => {
    expect((await house.ask('GET', '/beets/albums')).body.albums).toEqual(['Ann - First']);
    expect((await house.ask('GET', '/beets/tracks')).body.tracks).toEqual(['One', 'Two; "quoted" $title -> x']);
    expect((await house.ask('GET', '/beets/stats')).body.stats).toMatchObject({ Tracks: '2', Albums: '1' });
    expect((await house.ask('GET', '/beets/fields')).body.fields).toContain('albumartist');
    const query = (body: unknown) => house.ask('POST', '/beets/query', body);
    expect((await query({ query: '"album:First" track:2' })).body.results).toEqual([
      'Ann - First - Two; "quoted" $title -> x',
    ]);
    // a format of the caller's own, even one that is not closed, cannot swallow the marks between rows
    expect((await query({ query: 'track:1..2', format: '%upper{$title' })).body.results).toHaveLength(2);
    // what looks like an option is a term, here one that nothing may say
    expect((await query({ query: '-album:First' })).body.results).toEqual([]);
    expect((await query({ query: '--help track:1' })).body.results).toEqual(['Ann - First - One']);
  });

  it('says per path why nothing was imported', async () => {
    await song(inbox('unsure', '1.flac'), { title: 'Unsure', artist: 'Bob', album: 'Elsewhere' });
    const skipped = await house.ask('POST', '/beets/import', { path: inbox('unsure') });
    expect(skipped.body).toMatchObject({ success: false, notes: [{ path: inbox('unsure'), reason: 'skipped' }] });
    await mkdir(inbox('broken'), { recursive: true });
    await writeFile(inbox('broken', 'a.mp3'), 'no music');
    const broken = await house.ask('POST', '/beets/import', { path: inbox('broken'), autotag: false });
    expect(broken.body.success).toBe(false);
    expect(broken.body.notes).toContainEqual(
      expect.objectContaining({ path: inbox('broken', 'a.mp3'), reason: 'unreadable' }),
    );
    const again = await house.ask('POST', '/beets/import', { path: inbox('first'), autotag: false });
    expect(again.body.notes.map((note) => note.reason)).toEqual(['duplicate', 'duplicate']);
    await house.beet('remove', '-f', '-d', 'id:3..');
  });

  it.each([
    ['a path outside of the known folders', { path: '/etc/passwd' }],
    ['a way out by dots', { path: '/etc/../etc/hosts' }],
    ['a relative path', { path: 'music/first' }],
    ['an option', { path: '--library=/tmp/x.db' }],
    ['a path that is not there', { path: '/nowhere/at/all' }],
    ['a line end', { path: '/tmp/a\nb' }],
    ['NUL', { path: '/tmp/a\0b' }],
    ['a path without end', { path: `/${'a'.repeat(5000)}` }],
    ['an import that would ask', { path: '/tmp', quiet: false }],
  ])('refuses %s with a sentence that names the field', async (_what, body) => {
    const answer = await house.ask('POST', '/beets/import', body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.code).toBe('VALIDATION_ERROR');
    expect(answer.body.error.message).toMatch(/path|quiet/);
  });

  it('refuses a symbolic link that leads out', async () => {
    await symlink('/etc', inbox('out'));
    expect((await house.ask('POST', '/beets/import', { path: inbox('out') })).status).toBe(400);
    await rm(inbox('out'));
  });

  it.each([
    ['nothing', ''],
    ['blanks', '   '],
    ['an empty term', "''"],
    ['a quotation mark that is not closed', 'artist:"Ann'],
    ['a line end', 'artist:Ann\nremove'],
    ['a regular expression that is none', 'title::('],
    ['too much', 'a'.repeat(5000)],
  ])('refuses a query of %s', async (_what, query) => {
    const answer = await house.ask('POST', '/beets/query', { query });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(/query/i);
    expect((await house.ask('POST', '/beets/remove', { query, force: true })).status).toBe(400);
  });

  it('refuses five megabytes', async () => {
    const answer = await house.ask('POST', '/beets/query', { query: 'a'.repeat(5 * 1024 * 1024) });
    expect(answer.status).toBe(400);
  });

  it('writes what beets knows into files', async () => {
    await house.beet('modify', '-y', '-M', '-W', 'title=One more', 'track:1');
    const preview = await house.ask('POST', '/beets/write', { query: 'track:1', preview: true });
    expect(preview.body).toMatchObject({ success: true, written: 0, paths: [expect.stringContaining('One')] });
    expect((await house.ask('POST', '/beets/write', { query: 'track:1' })).body.written).toBe(1);
    expect((await house.ask('POST', '/beets/write', { query: 'track:1' })).body.written).toBe(0);
  });

  it('moves files to where the configuration wants them', async () => {
    const preview = await house.ask('POST', '/beets/move', { preview: true });
    expect(preview.body.moves).toHaveLength(1);
    const { body } = await house.ask('POST', '/beets/move');
    expect(body.moved).toBe(1);
    expect(body.moves[0]?.to).toMatch(/One more\.flac$/);
    expect((await house.ask('POST', '/beets/move')).body.moved).toBe(0);
  });

  it('holds an update back that would forget everything, and refuses it while the folder is not mounted', async () => {
    expect((await house.ask('POST', '/beets/update')).body).toMatchObject({ success: true, checked: 2, vanished: [] });
    await rename(house.directory, `${house.directory}.away`);
    const missing = await house.ask('POST', '/beets/update');
    expect([missing.status, missing.body.error.meta.reason]).toEqual([424, 'beets_config']);
    await mkdir(house.directory);
    expect((await house.ask('POST', '/beets/update')).status).toBe(424);
    await writeFile(join(house.directory, 'something'), '');
    const all = await house.ask('POST', '/beets/update');
    expect([all.status, all.body.error.meta.confirm]).toEqual([409, 2]);
    expect(await house.beet('ls')).toHaveLength(2);
    await rm(house.directory, { recursive: true });
    await rename(`${house.directory}.away`, house.directory);
  });

  it('forgets the entry of one file that is gone', async () => {
    const [path = ''] = await house.beet('ls', '-f', '$path', 'track:2');
    await rm(path);
    const preview = await house.ask('POST', '/beets/update', { preview: true });
    expect(preview.body).toMatchObject({ checked: 2, vanished: [path] });
    expect(await house.beet('ls')).toHaveLength(2);
    expect((await house.ask('POST', '/beets/update', {})).body.vanished).toEqual([path]);
    expect(await house.beet('ls')).toHaveLength(1);
  });

  it('removes entries only by force, keeps the files, and deletes files only when the number is confirmed', async () => {
    await song(inbox('second', '1.flac'), { title: 'Three', artist: 'Cid', album: 'Second' });
    await song(inbox('second', '2.flac'), { title: 'Four', artist: 'Cid', album: 'Second' });
    await house.ask('POST', '/beets/import', { path: inbox('second'), autotag: false });
    const asked = await house.ask('DELETE', '/beets/remove', { query: 'artist:Cid' });
    expect(asked.body).toMatchObject({ success: false, removed: 0, matched: 2 });
    const unsure = await house.ask('POST', '/beets/remove', { query: 'artist:Cid', force: true, delete_files: true });
    expect([unsure.status, unsure.body.error.meta.confirm]).toEqual([409, 2]);
    // a sort order alone finds everything
    expect((await house.ask('POST', '/beets/remove', { query: 'title+', force: true })).status).toBe(409);
    const kept = await house.ask('DELETE', '/beets/remove', { query: 'title:Four', force: true });
    expect(kept.body).toMatchObject({ success: true, removed: 1, files_deleted: 0 });
    const order = { query: 'artist:Cid', force: true, delete_files: true, confirm: 1 };
    expect((await house.ask('POST', '/beets/remove', order)).body).toMatchObject({ removed: 1, files_deleted: 1 });
    expect((await house.ask('POST', '/beets/remove', order)).body.removed).toBe(0);
  });

  it('does many things at once without one failing', async () => {
    const names = ['a', 'b', 'c', 'd'];
    for (const name of names) await song(inbox(name, '1.flac'), { title: name, artist: 'Dee', album: name });
    const imports = names.map((name) => house.ask('POST', '/beets/import', { path: inbox(name), autotag: false }));
    expect((await Promise.all(imports)).map((answer) => answer.body.success)).toEqual([true, true, true, true]);
    expect(await house.beet('ls', 'artist:Dee')).toHaveLength(4);
  });
});

describe.skipIf(beetsMissing !== null)('beets over files of the library', () => {
  let house: BeetsHouse;
  beforeAll(async () => {
    house = await openBeetsHouse({ config: `${config}import: {copy: no}\n` });
  });
  afterAll(() => house.close());

  it('refuses a move that would take a file out of the music folder, and the deletion of a file that has a trash', async () => {
    const path = await song(join(house.music, 'Eve', '1.flac'), { title: 'Eve', artist: 'Eve', album: 'Far' });
    await house.own(path, 'Eve');
    await house.beet('import', '-q', '-A', path);
    const moved = await house.ask('POST', '/beets/move');
    expect([moved.status, moved.body.error.meta.reason]).toEqual([409, 'out_of_reach']);
    const order = { query: 'artist:Eve', force: true, delete_files: true, confirm: 1 };
    const deleted = await house.ask('POST', '/beets/remove', order);
    expect([deleted.status, deleted.body.error.meta.reason]).toEqual([409, 'in_library']);
  });

  it('reads a file again that beets wrote into', async () => {
    const { id } = await house.db.selectFrom('library_files').select('id').executeTakeFirstOrThrow();
    await house.beet('modify', '-y', '-M', '-W', 'title=Eve, later', 'artist:Eve');
    expect((await house.ask('POST', '/beets/write', {})).body.written).toBe(1);
    expect(await house.row(id)).toMatchObject({ title: 'Eve, later', album: 'Far' });
  });

  it('lets the library follow a move within the music folder, unless somebody works on the file', async () => {
    const directory = join(house.music, 'sorted');
    await mkdir(directory);
    const yaml = `directory: ${directory}\nlibrary: ${join(house.dir, 'library.db')}\n${config}`;
    await writeFile(join(house.dir, 'config.yaml'), yaml);
    const { id, wish_id: wishId } = await house.db.selectFrom('library_files').selectAll().executeTakeFirstOrThrow();
    const held = await house.foundation.locks.tryRun(wishId ?? 0, () => house.ask('POST', '/beets/move'));
    expect(held).toMatchObject({ value: { status: 409, body: { error: { meta: { reason: 'files_in_use' } } } } });
    expect((await house.row(id)).path).toBe('Eve/1.flac');
    expect((await house.ask('POST', '/beets/move')).body.moved).toBe(1);
    const { path } = await house.row(id);
    expect(path).toMatch(/^sorted\/.*Eve, later\.flac$/);
    expect(await house.beet('ls', '-f', '$path')).toEqual([join(house.music, path)]);
    expect(await house.db.selectFrom('outside_moves').selectAll().execute()).toEqual([]);
  });
});
