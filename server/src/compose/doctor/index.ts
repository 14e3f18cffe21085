import { type Check, createDoctor, type Doctor } from '#doctor';
import { lastFinished } from '#pipeline/download';
import { recentAnswers } from '#pipeline/search';
import type { Db } from '#platform/database';
import { openSealer } from '#platform/secrets';
import { createSettingsStore } from '#settings';
import { slskdKeyPurpose } from '#soulseek';
import type { Foundation } from '../foundation.ts';
import { backupKeeper } from '../house/backups.ts';
import type { Services } from '../services.ts';
import { storedSecretNames } from '../wings/stored-secrets.ts';
import { databaseAway, databaseChecks, schemaMissing } from './database.ts';
import { folderChecks } from './folders.ts';
import { houseChecks } from './house.ts';
import { machineChecks } from './machine.ts';
import { beetsChecks, plexChecks, spotifyChecks } from './services.ts';
import { soulseekChecks } from './soulseek.ts';

/** Secrets that rooms store sealed in the settings, with the purpose that they are sealed for. */
const sealedSettings: readonly (readonly [name: string, purpose: string])[] = [
  ['SLSKD_API_KEY', slskdKeyPurpose],
  ...Object.values(storedSecretNames).map(({ name, purpose }) => [name, purpose] as const),
  ['SPOTIFY_CLIENT_SECRET', 'spotify.client_secret'],
  ['PLEX_TOKEN', 'plex.token'],
  ['PLEX_ACCOUNT_TOKEN', 'plex.account_token'],
];

/** Every check of this house. `away`: the database could not be opened, and what needs it says so. */
export function createHouseDoctor(deps: {
  readonly foundation: Foundation;
  readonly services: Services;
  readonly away?: { readonly sentence: string; readonly remedy: string };
}): Doctor {
  const { foundation, services, away } = deps;
  const { settings, db, enabled, onFault, log, guard, workforce } = foundation;
  const { musicDir, reserveMb } = settings.organise;
  const hasDatabase = away === undefined;
  const keeper = backupKeeper({ settings, connection: foundation.connection, log });
  const { slskd, plex, beets } = services;
  const witnesses = [
    async () => {
      const asked = enabled('spotify') && hasDatabase && (await services.spotify.state()).clientId !== null;
      return asked ? { name: 'Spotify', baseUrl: settings.spotify.apiUrl, path: '/me' } : null;
    },
    async () => {
      const address = enabled('slskd') ? (await slskd.status()).address : null;
      return address === null ? null : { name: 'slskd', baseUrl: address, path: '/api/v0/session/enabled' };
    },
  ];
  const checks: Check[] = [
    ...(away === undefined
      ? databaseChecks({
          db,
          workers: () => workforce.heartbeats(),
          worksItself: settings.house.workersEnabled && !settings.house.workersDisabled,
        })
      : databaseAway(away.sentence, away.remedy)),
    ...folderChecks({
      musicDir,
      dataDir: settings.house.dataDir,
      reserveMb,
      guard: hasDatabase ? () => guard.check(0) : null,
      downloadsDir: enabled('slskd') ? async () => (await slskd.status()).downloadsFolder.local : null,
    }),
    ...(enabled('slskd')
      ? soulseekChecks({
          slskd,
          lastFinished: hasDatabase ? () => lastFinished(db) : null,
          recentAnswers: hasDatabase ? () => recentAnswers(db) : null,
        })
      : []),
    ...(enabled('spotify') && hasDatabase ? spotifyChecks(services.spotify) : []),
    ...(plex !== null && hasDatabase
      ? plexChecks({ plex: plex.plex, pathMap: () => plex.credentials.pathMap(), musicDir })
      : []),
    ...(beets !== null && hasDatabase ? beetsChecks(() => beets.status()) : []),
    ...machineChecks({
      acoustId: async () => hasDatabase && (await services.secrets.acoustId.now()) !== null,
      witnesses,
    }),
    ...houseChecks({
      settings,
      sealer: openSealer(settings.secrets, settings.house.dataDir),
      sealed: hasDatabase ? () => sealedIn(db) : null,
      newestBackup: async () => (await keeper.list())[0]?.createdAt ?? null,
    }),
  ];
  return createDoctor(checks, { onFault, explain: schemaMissing });
}

async function sealedIn(db: Db) {
  const stored = await createSettingsStore(db).all();
  return sealedSettings.flatMap(([name, purpose]) => {
    const text = stored.get(name) ?? null;
    return text === null ? [] : [{ name, purpose, text }];
  });
}
