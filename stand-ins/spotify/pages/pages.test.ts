import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Awkward, addAwkward, generateWorld, playlistOf, type SpotifyStandIn, startSpotify } from '../index.ts';

let spotify: SpotifyStandIn;
let awkward: Awkward;
beforeEach(async () => {
  const world = generateWorld({ artists: 20, playlists: [101] });
  awkward = addAwkward(world, 'hub.tester');
  spotify = await startSpotify({ world });
});
afterEach(async () => await spotify.close());

interface Entity {
  readonly uri: string;
  readonly name: string;
  readonly subtitle: string;
  readonly releaseDate: unknown;
  readonly trackList: readonly Record<string, unknown>[];
}
interface PageProps {
  readonly status?: number;
  readonly state?: { readonly data?: { readonly entity: Entity } };
}

async function embed(
  type: string,
  id: string,
): Promise<{ status: number; text: string; props: PageProps | undefined }> {
  const response = await fetch(`${spotify.openUrl}/embed/${type}/${id}`);
  const text = await response.text();
  const script = /<script id="__NEXT_DATA__" type="application\/json">(.*?)<\/script>/s.exec(text)?.[1];
  const data = script === undefined ? undefined : (JSON.parse(script) as { props: { pageProps: PageProps } });
  return { status: response.status, text, props: data?.props.pageProps };
}
const entityOf = async (type: string, id: string): Promise<Entity | undefined> =>
  (await embed(type, id)).props?.state?.data?.entity;

describe('the embed page', () => {
  it('shows a hundred rows at most and does not say that there are more', async () => {
    const [id = ''] = spotify.world.playlists.keys();
    const entity = await entityOf('playlist', id);
    expect(entity?.trackList).toHaveLength(100);
    expect(JSON.stringify(entity)).not.toContain('total');
    expect(entity).toMatchObject({ uri: `spotify:playlist:${id}`, subtitle: 'Hub Tester', releaseDate: null });
  });

  it("reads other people's and Spotify's own lists, and not private ones", async () => {
    expect((await entityOf('playlist', awkward.bySpotify.id))?.trackList).toHaveLength(3);
    expect((await entityOf('playlist', awkward.foreign.id))?.name).toBe('Fremde Schätze');
    awkward.foreign.public = false;
    expect(await embed('playlist', awkward.foreign.id)).toMatchObject({ status: 200, props: { status: 404 } });
    expect(await embed('playlist', 'x'.repeat(22))).toMatchObject({ status: 200, props: { status: 404 } });
  });

  it('joins artists with a comma and a blank that does not break, and leaves out what has no address', async () => {
    const rows = (await entityOf('playlist', awkward.mixed.id))?.trackList ?? [];
    expect(rows.some((row) => String(row.uri).startsWith('spotify:local'))).toBe(false);
    expect(rows.map((row) => row.entityType)).toContain('episode');
    expect(rows.find((row) => row.isPlayable === false)).toMatchObject({ playabilityReason: 'COUNTRY_RESTRICTED' });
    const album = [...spotify.world.albums.values()].find((each) => each.name === 'Glasregen (Deluxe)');
    const entity = await entityOf('album', album?.id ?? '');
    expect(entity?.trackList[1]).toMatchObject({ subtitle: 'Die Käfer & Söhne,\u00A0Tyler, The Creator of Doubt' });
    expect(entity?.releaseDate).not.toBeNull();
    expect((await entityOf('track', album?.trackIds[0] ?? ''))?.trackList).toHaveLength(1);
  });

  it('keeps a closing tag in a name inside the script', async () => {
    const { id } = spotify.world.addPlaylist(playlistOf({ name: 'a</script><b>', ownerId: 'hub.tester' }, []));
    expect((await entityOf('playlist', id))?.name).toBe('a</script><b>');
  });

  it('can be a consent wall, have another layout, or be about something else', async () => {
    const { id } = awkward.mixed;
    spotify.strings.pages.consentWall = true;
    expect(await embed('playlist', id)).toMatchObject({ status: 200, props: undefined });
    Object.assign(spotify.strings.pages, { consentWall: false, otherLayout: true });
    expect((await embed('playlist', id)).props?.state).not.toHaveProperty('data');
    Object.assign(spotify.strings.pages, { otherLayout: false, otherEntity: true });
    expect((await entityOf('playlist', id))?.uri).not.toBe(`spotify:playlist:${id}`);
  });

  it('holds a token with which the Web API answers that the quota is spent', async () => {
    const { text } = await embed('playlist', awkward.mixed.id);
    const token = /"accessToken":"([^"]+)"/.exec(text)?.[1] ?? '';
    const reply = await fetch(`${spotify.apiUrl}/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(reply.status).toBe(429);
    expect(await reply.json()).toMatchObject({ error: { reason: 'QUOTA_EXCEEDED' } });
    expect(spotify.complaints).toEqual(['the anonymous token of the embed page was used']);
  });
});

describe('oEmbed', () => {
  const ask = async (url: string): Promise<Response> =>
    await fetch(`${spotify.openUrl}/oembed?url=${encodeURIComponent(url)}`);

  it('gives name and cover of a link in any of its forms, and nothing of rows and owner', async () => {
    const { id } = awkward.mixed;
    for (const url of [
      `https://open.spotify.com/playlist/${id}?si=x`,
      `https://open.spotify.com/intl-de/playlist/${id}`,
      `spotify:playlist:${id}`,
    ]) {
      const reply = await ask(url);
      expect(reply.status).toBe(200);
      const json = (await reply.json()) as object;
      expect(json).toMatchObject({
        title: 'Küche / Sonntag ☕',
        type: 'rich',
        provider_name: 'Spotify',
        version: '1.0',
      });
      expect(JSON.stringify(json)).not.toContain('Hub Tester');
    }
  });

  it('knows neither foreign addresses nor unknown ids', async () => {
    expect((await ask('https://example.com/playlist/x')).status).toBe(404);
    expect((await ask(`https://open.spotify.com/album/${'x'.repeat(22)}`)).status).toBe(404);
  });
});
