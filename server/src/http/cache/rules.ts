/** How long answers of some addresses are kept. */
export interface CacheRule {
  readonly matches: (path: string) => boolean;
  readonly ttlS: number;
  readonly staleS: number;
  /** `true`: the operator named it, so browsers may keep it, too. */
  readonly own: boolean;
}

/**
 * Answers that depend on the database only, and what lies below them. What services outside say (Spotify, the daemon) is not among them: nobody would
 * tell of its changes.
 */
const builtIn: readonly (readonly [string, number, number])[] = [
  ['/activity/export', 300, 600],
  ['/activity', 60, 180],
  ['/wishes', 0, 0],
  ['/downloads', 0, 0],
  ['/library/files', 0, 0],
  ['/library/summary', 0, 0],
  ['/artists', 0, 0],
  ['/watchlist', 0, 0],
];

/** The rules in their order; the first that matches counts. `0` in the built-in ones: the usual time. */
export function readRules(options: {
  readonly paths: string | null;
  readonly defaultTtlS: number;
  readonly staleS: number;
  readonly basePath: string;
}): readonly CacheRule[] {
  const { basePath, defaultTtlS, staleS } = options;
  const seconds = (text: string | undefined, usual: number): number =>
    text === undefined || text.trim() === '' ? usual : Number(text);
  const own = (options.paths ?? '')
    .split(/[,\n]/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text): CacheRule => {
      const [path = '', ttl, stale] = text.split('|');
      const place = path.trim();
      const whole = new RegExp(`^(?:${escapedBase(basePath)})?(?:${place.startsWith('/') ? place : `/${place}`})$`);
      return {
        matches: (asked) => whole.test(asked),
        ttlS: seconds(ttl, defaultTtlS),
        staleS: seconds(stale, staleS),
        own: true,
      };
    });
  const usual = builtIn.map(([path, ttl, stale]): CacheRule => {
    const place = basePath + path;
    return {
      matches: (asked) => asked === place || asked.startsWith(`${place}/`),
      ttlS: ttl === 0 ? defaultTtlS : ttl,
      staleS: stale === 0 ? staleS : stale,
      own: false,
    };
  });
  return [...own, ...usual];
}

function escapedBase(path: string): string {
  return path.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
