import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { demoUserId, world } from './demo-spotify.ts';
import { demoTracks } from './demo-tracks.ts';

it("has every track of the sample playlist under the sample's id, with name, length and ISRC", () => {
  const sample = readFileSync(new URL('../samples/demo-playlist.csv', import.meta.url), 'utf8');
  const list = world.playlists.get(world.users.get(demoUserId)?.playlistIds[0] ?? '');
  expect(list?.rows).toHaveLength(demoTracks.length);
  for (const [index, row] of (list?.rows ?? []).entries()) {
    const track = row.content.kind === 'track' ? world.tracks.get(row.content.id) : undefined;
    const wanted = demoTracks[index];
    expect(track).toMatchObject({ name: wanted?.title, durationMs: wanted?.durationMs, isrc: wanted?.isrc });
    expect(sample).toContain(`"spotify:track:${track?.id}"`);
    expect(sample).toContain(`"spotify:album:${track?.albumId}"`);
  }
});
