import { createAcoustId } from '#integrations/acoustid';
import { createMusicBrainz } from '#integrations/musicbrainz';
import { createSlskd } from '#integrations/slskd';
import { createPlaylistStore } from '#playlists';
import { createSizeLookup, soulseekView } from '#soulseek';
import { version } from '../version.ts';
import type { Foundation } from './foundation.ts';
import { createHealthTeller, plexHealth, spotifyHealth } from './house/provider-health.ts';
import { createServiceWatch } from './house/service-watch.ts';
import { createBeetsWing } from './wings/beets.ts';
import type { ProviderDetails } from './wings/integrations.routes.ts';
import { createPlexWing } from './wings/plex.ts';
import { createSoulseekConnection } from './wings/soulseek-connection.ts';
import { createSpotifyWing } from './wings/spotify.ts';
import { createStoredSecrets } from './wings/stored-secrets.ts';

/** The outside services that more than one room asks. */
export type Services = ReturnType<typeof createServices>;

/** Builds the clients of the outside services; nothing is asked before somebody needs it. */
export function createServices(foundation: Foundation) {
  const { settings, db, activity, feed, relay, kind, enabled, onFault, log } = foundation;
  const slskdConnection = createSoulseekConnection(foundation);
  const slskd = createSlskd({
    settings: settings.slskd,
    connection: slskdConnection.now,
    enabled: enabled('slskd'),
    onFault,
  });
  // One for the house: its questions wait in one line, and it keeps one budget.
  const musicBrainz = createMusicBrainz({ db, settings: settings.musicBrainz, version });
  const secrets = createStoredSecrets(foundation);
  const acoustId = createAcoustId({ db, settings: settings.acoustId, version, apiKey: secrets.acoustId.now });
  const spotifyWing = createSpotifyWing({
    db,
    settings,
    activity,
    changed: () => relay.feed.publish('service', { name: 'spotify' }),
    enabled: enabled('spotify'),
    forgetAccount: () => createPlaylistStore(db).forget(),
    kind,
    onFault,
  });
  const tellHealth = createHealthTeller(log);
  const watch = createServiceWatch({
    ask: () => slskd.status(),
    tell(status) {
      feed.publish('service', { name: 'slskd', ...soulseekView(status) });
      const { connected, loggedIn, problem, version: slskdVersion } = status;
      const word = connected && loggedIn ? 'ok' : connected ? 'degraded' : 'down';
      tellHealth('slskd', { status: word, reason: problem?.code ?? null, version: slskdVersion });
    },
  });
  const plex = enabled('plex') ? createPlexWing(foundation, (state) => tellHealth('plex', plexHealth(state))) : null;
  return {
    slskd,
    slskdConnection,
    musicBrainz,
    /** Keys that are entered on the page and have no page of their own. */
    secrets,
    /** Only of use while there is a key. */
    acoustId,
    spotify: spotifyWing.spotify,
    spotifyWing,
    /** Each `null`: not listed in INTEGRATIONS_ENABLED. */
    beets: createBeetsWing(foundation, plex?.onMoved),
    plex,
    /** Of slskd. */
    watch,
    sizesOf: createSizeLookup(slskd.neighbours),
    /** Looks at slskd, and at what is known of Spotify; Plex looks by itself. */
    async look(): Promise<void> {
      await Promise.all([
        watch.look(),
        enabled('spotify')
          ? spotifyWing.spotify.state().then((now) => tellHealth('spotify', spotifyHealth(now)))
          : null,
      ]);
    },
    /** Which services answered when last looked at. */
    async linked(): Promise<Record<string, boolean>> {
      const [{ connected }, linked] = await Promise.all([watch.status(), spotifyWing.linked()]);
      const known = { slskd: enabled('slskd') ? connected : null, spotify: linked, plex: plex?.linked() ?? null };
      return Object.fromEntries(Object.entries(known).filter((entry): entry is [string, boolean] => entry[1] !== null));
    },
    /** What was last seen of those that are switched on, free of secrets; see `GET /integrations`. */
    async details(): Promise<Readonly<Record<string, ProviderDetails>>> {
      const [soulseek, account] = await Promise.all([
        enabled('slskd') ? watch.status() : null,
        enabled('spotify') ? spotifyWing.spotify.state() : null,
      ]);
      return {
        ...(soulseek === null
          ? {}
          : {
              slskd: {
                address: soulseek.address,
                version: soulseek.version,
                signed_in: soulseek.loggedIn,
                problem: soulseek.problem?.sentence ?? null,
              },
            }),
        ...(account === null
          ? {}
          : {
              spotify: {
                mode: account.mode,
                signed_in: account.link?.state === 'linked',
                problem: account.link?.problem?.sentence ?? account.mood.lastProblem?.sentence ?? null,
              },
            }),
        ...(plex === null ? {} : { plex: { state: plex.state() } }),
      };
    },
    /** What must be set before downloads can begin; `null`: nothing. They cannot while slskd refuses our key. */
    async missingForDownloads() {
      const code = (await watch.status()).problem?.code;
      return code === 'unauthorised' || code === 'forbidden' ? { soulseek: ['SLSKD_API_KEY'] } : null;
    },
    async close(): Promise<void> {
      await Promise.all([slskd.close(), musicBrainz.close(), acoustId.close()]);
    },
  };
}
