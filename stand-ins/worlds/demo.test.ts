import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { matches, parseQuery, trueSize } from '../slskd/shares.ts';
import { demoExpectations, world } from './demo.ts';
import { demoTracks } from './demo-tracks.ts';
import { toExportify } from './playlist.ts';

const csv = readFileSync(new URL('../samples/demo-playlist.csv', import.meta.url), 'utf8');
const files = world.peers.flatMap((peer) => peer.files.map((file) => ({ peer, file })));

describe('the sample playlist', () => {
  it('is what write-playlist.ts makes of the facts', () => {
    expect(csv).toBe(toExportify(demoTracks));
  });

  it('has fifty rows in the layout of Exportify, every cell quoted, names with quotes kept whole', () => {
    const rows: Record<string, string>[] = parse(csv, { columns: true });
    expect(rows).toHaveLength(50);
    expect(csv.split('\n')[0]).toBe(
      '"Track URI","Track Name","Artist URI(s)","Artist Name(s)","Album URI","Album Name","Album Artist URI(s)","Album Artist Name(s)","Album Release Date","Album Image URL","Disc Number","Track Number","Track Duration (ms)","Track Preview URL","Explicit","Popularity","ISRC","Added By","Added At"',
    );
    expect(rows.map((row) => row['Track Name'])).toEqual(demoTracks.map((track) => track.title));
    expect(new Set(rows.map((row) => row['Track URI'])).size).toBe(50);
    for (const row of rows) expect(row['Track URI']).toMatch(/^spotify:track:[0-9A-Za-z]{22}$/);
  });

  it('holds five other scripts, remixes, live takes, classical pieces, featured artists and odd names', () => {
    const all = demoTracks.map((track) => `${track.artists.join()} ${track.title}`).join('\n');
    for (const script of ['Han', 'Hiragana', 'Hangul', 'Cyrillic', 'Greek', 'Arabic']) {
      expect(all).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'));
    }
    for (const sign of [/Remix/, /Live/, /BWV/, /feat\./, /AC\/DC/, /"Moonlight"/, /Ya!/, /P\.Y\.T\./])
      expect(all).toMatch(sign);
  });
});

describe('the network of the demo', () => {
  it('has 46 to 48 wishes that can be met and names why the others cannot', () => {
    const met = demoExpectations.filter((each) => each.obtainable);
    expect(met.length).toBeGreaterThanOrEqual(46);
    expect(met.length).toBeLessThanOrEqual(48);
    for (const each of demoExpectations) expect(each.obtainable).toBe(each.why === null);
    expect(demoExpectations.map((each) => each.title)).toEqual(demoTracks.map((track) => track.title));
  });

  it('holds at least two sound copies of the right length by reachable peers for each that can be met', () => {
    for (const [index, track] of demoTracks.entries()) {
      if (!demoExpectations[index]?.obtainable) continue;
      const artist = (track.spokenArtist ?? track.artists[0] ?? '').replace('/', ' ');
      const title = (track.spoken ?? track.title).replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ');
      const query = parseQuery(`${artist} ${title}`);
      const good = files.filter(({ peer, file }) => {
        const off = Math.abs((file.audio?.durationMs ?? 0) - track.durationMs);
        const sound = file.audio?.fault === undefined && file.locked !== true;
        return (
          sound && off <= 2000 && peer.presence === undefined && !peer.behaviour?.reject && matches(query, file.path)
        );
      });
      expect([track.title, good.length]).toEqual([track.title, expect.toSatisfy((count: number) => count >= 2)]);
    }
  });

  it('has about forty people, unique paths per person, and can make every file', () => {
    expect(world.peers.length).toBeGreaterThanOrEqual(30);
    expect(new Set(world.peers.map((peer) => peer.username)).size).toBe(world.peers.length);
    for (const peer of world.peers) {
      expect(new Set(peer.files.map((file) => file.path)).size).toBe(peer.files.length);
    }
    // One copy of each person stands for all of them.
    for (const peer of world.peers) {
      const file = peer.files[0];
      if (file) expect(trueSize(file)).toBeGreaterThanOrEqual(file.audio?.fault?.kind === 'empty' ? 0 : 1);
    }
  });
});
