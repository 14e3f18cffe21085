import type { OwnedElsewhere } from '#autosync';
import type { Catalogue, PlexCredentials, PlexLookup } from '#plex';

/**
 * What lies in Plex counts as owned for auto-sync, by the index of its tracks. A Plex that is not set up owns nothing; one that was never read keeps auto-sync from
 * wishing for what may lie there.
 */
export function ownedInPlex(deps: {
  readonly credentials: Pick<PlexCredentials, 'connection'>;
  readonly catalogue: Catalogue;
  readonly lookup: PlexLookup;
}): OwnedElsewhere {
  return {
    name: 'plex',
    async find(tracks) {
      const { baseUrl, token } = await deps.credentials.connection();
      if (baseUrl === null || token === null) return tracks.map(() => false);
      if (!(await deps.catalogue.store.isRead()))
        return { code: 'plex_unread', sentence: 'The library of Plex was not read yet.', until: null };
      const found = await deps.lookup.find(tracks.map((track) => ({ ...track, pathKey: null })));
      return found.map((each) => each !== null);
    },
  };
}
