import { createPlex } from '#integrations/plex';

/** Our client for a stand-in. */
export function plexAt(url: string) {
  return createPlex({
    settings: {
      baseUrl: url,
      token: null,
      library: null,
      pathMap: [],
      timeoutMs: 10_000,
      retries: 0,
      retryBaseMs: 1,
      plexTvUrl: 'http://127.0.0.1:9',
    },
    connection: async () => ({
      baseUrl: url,
      token: 'plex-token-of-the-stand-in',
      library: null,
      clientIdentifier: 'test',
    }),
    version: '0',
  });
}
