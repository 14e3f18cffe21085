import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Serving, startServing } from '#test/serving';
import { openSpotifyHouse, type SpotifyHouse } from '#test/spotify-house';
import { generateWorld } from '../../../stand-ins/spotify/index.ts';

/** A real `harmony serve` that is killed while auto-sync reads the account, and again in the middle of storing wishes. */

const patience = 240_000;
/** Any number that no room uses for an advisory lock. */
const gate = 4_711_999;
let spotify: SpotifyHouse;
let folder: string;
let running: Serving;
beforeAll(async () => {
  spotify = await openSpotifyHouse({ world: generateWorld({ playlists: [230, 90], savedTracks: 80 }) });
  await spotify.signIn();
  folder = await mkdtemp(join(tmpdir(), 'harmony-autosync-'));
  running = await start();
}, patience);
afterAll(async () => {
  await running.stop();
  await spotify.close();
  await rm(folder, { recursive: true, force: true });
});

function start(): Promise<Serving> {
  return startServing({
    ...spotify.env,
    DATA_DIR: join(folder, 'data'),
    MUSIC_DIR: join(folder, 'music'),
    INTEGRATIONS_ENABLED: 'spotify',
  });
}

async function killWhen(what: string, reached: () => Promise<boolean>): Promise<void> {
  await expect.poll(reached, { timeout: 90_000, interval: 5, message: what }).toBe(true);
  await running.kill();
}

const status = async () => {
  const answer = await fetch(`${running.url}/api/v1/autosync`);
  return (await answer.json()) as { last_run: { state: string; counters: Record<string, number> } | null };
};

test('kill -9 loses no track, doubles no wish and counts nothing twice', { timeout: patience }, async () => {
  const { db, pool, standIn } = spotify;
  // behind the first hundred wishes everybody waits at a gate that the test holds, so that the kill hits the middle of a portion for certain
  await sql`create function wait_at_gate() returns trigger language plpgsql as $$ begin
    if (select count(*) from wishes) > 100 then perform pg_advisory_xact_lock_shared(${sql.lit(gate)}); end if;
    return null; end $$`.execute(db);
  await sql`create trigger gate after insert on wishes for each statement execute function wait_at_gate()`.execute(db);
  const holder = await pool.connect();
  await holder.query('select pg_advisory_lock($1)', [gate]);

  const before = standIn.calls.total();
  const begun = await fetch(`${running.url}/api/v1/autosync/run`, { method: 'POST' });
  expect(begun.status).toBe(202);
  await killWhen('Spotify was being read', async () => standIn.calls.total() > before + 2);
  running = await start();
  await killWhen('wishes were being stored', async () => {
    const waiting = sql<{ n: number }>`select count(*)::int as n from pg_locks
      where locktype = 'advisory' and objid = ${gate} and not granted and database = (select oid from pg_database where datname = current_database())`;
    return ((await waiting.execute(db)).rows[0]?.n ?? 0) > 0;
  });
  const half = await db.selectFrom('wishes').select('id').execute();
  await holder.query('select pg_advisory_unlock($1)', [gate]);
  holder.release();
  running = await start();
  await expect
    .poll(async () => (await status()).last_run?.state, { timeout: 120_000, interval: 100 })
    .not.toBe('running');

  const { last_run: run } = await status();
  const wishes = await db.selectFrom('wishes').select(['id', 'spotify_track_id']).execute();
  const tracks = await db.selectFrom('playlist_items').select('uri').distinct().where('kind', '=', 'track').execute();
  expect([half.length > 0, half.length < wishes.length]).toEqual([true, true]);
  expect(tracks.length).toBeGreaterThan(200);
  expect(new Set(wishes.map((wish) => wish.spotify_track_id)).size).toBe(wishes.length);
  expect(run?.counters).toMatchObject({ tracks: tracks.length, wished: wishes.length });
  const wished = new Set(wishes.map((wish) => `spotify:track:${wish.spotify_track_id}`));
  const known = await db.selectFrom('autosync_tracks').select('uri').execute();
  expect(tracks.filter(({ uri }) => !wished.has(uri) && !known.some((each) => each.uri === uri))).toEqual([]);
  const ends = await db.selectFrom('activity_events').select('status').where('type', '=', 'sync').execute();
  expect(ends.filter((event) => event.status === 'comparison_complete')).toHaveLength(1);
});
