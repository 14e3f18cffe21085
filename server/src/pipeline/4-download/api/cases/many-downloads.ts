import { sql } from 'kysely';
import type { Db } from '#platform/database';

/**
 * Fills the tables as years of use would: `count` downloads of half as many wishes, nine of ten completed, the rest failed, cancelled and
 * dead, and 50 under way. Statistics are brought up to date.
 */
export async function fillDownloads(db: Db, count: number): Promise<void> {
  const wishes = Math.ceil(count / 2);
  await sql`insert into wishes (recording_key, search_text, title, artists, stage, state, priority)
    select 'key ' || n, 'artist song ' || n, 'Song ' || n, array['Artist ' || n % 500], 'publish', 'done', n % 4
    from generate_series(1, ${wishes}::integer) n`.execute(db);
  await sql`insert into downloads (wish_id, username, filename, size_bytes, state, progress, priority, batch_id, transfer_id, transfer_state,
      reason_code, last_error, retry_count, local_path, created_at, updated_at)
    select first.id + n % ${wishes}::integer, 'peer' || n % 900, 'Music\\Artist\\Song ' || n || '.flac', 30000000, s.state,
      case when s.state = 'completed' then 100 else 0 end, n % 4, gen_random_uuid(), gen_random_uuid(),
      case when s.state = 'completed' then 'succeeded' else 'cancelled' end,
      case when s.state in ('failed', 'dead_letter') then 'peer_offline' end,
      case when s.state in ('failed', 'dead_letter') then 'User is offline' end, 0,
      case when s.state = 'completed' then '/downloads/' || n || '.flac' end,
      now() - n * interval '1 minute', now() - n * interval '1 minute'
    from generate_series(1, ${count}::integer) n
    cross join (select min(id) as id from wishes) first
    cross join lateral (select case
      when n <= 50 then case when n % 10 = 0 then 'downloading' else 'queued' end
      when n % 100 < 90 then 'completed' when n % 100 < 95 then 'failed' when n % 100 < 98 then 'cancelled'
      else 'dead_letter' end as state) s`.execute(db);
  await sql`vacuum analyze downloads, wishes`.execute(db);
}
