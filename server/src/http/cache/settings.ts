import { setting } from '#platform/config';

/** Kept answers. */
export const cacheSettings = {
  enabled: setting.bool({
    name: 'CACHE_ENABLED',
    default: true,
    doc: 'Whether answers are kept in memory and marked (ETag).',
  }),
  defaultTtlS: setting.number({
    name: 'CACHE_DEFAULT_TTL_S',
    default: 30,
    min: 0,
    max: 86_400,
    doc: 'Seconds for which a kept answer is given while nothing was written.',
  }),
  staleS: setting.number({
    name: 'CACHE_STALE_WHILE_REVALIDATE_S',
    default: 60,
    min: 0,
    max: 86_400,
    doc: 'Seconds after that in which it is still given at once while a new one is made. After a write it never is.',
  }),
  maxItems: setting.int({
    name: 'CACHE_MAX_ITEMS',
    default: 5000,
    min: 1,
    max: 1_000_000,
    doc: 'Answers kept at most; the one that was not asked for the longest goes first, also beyond 16 MiB in all.',
  }),
  failOpen: setting.bool({
    name: 'CACHE_FAIL_OPEN',
    default: true,
    doc: 'When it cannot be known whether a kept answer is still true: yes makes a new one, no answers with the fault.',
  }),
  paths: setting.text({
    name: 'CACHEABLE_PATHS',
    default: null,
    check: (text) => {
      const rule = text.split(/[,\n]/).find((each) => !isRule(each.trim()));
      return rule === undefined ? null : `has a rule that is not path|ttl|stale: "${rule}"`;
    },
    doc: 'Further rules, separated by commas: path|ttl|stale, such as /peers|60|120. The path may be a regular expression, with or without the base path. Browsers may keep these answers by themselves (max-age), also after a write.',
  }),
  etag: setting.text({
    name: 'CACHE_STRATEGY_ETAG',
    default: 'strong',
    choices: ['strong', 'weak'],
    doc: 'Kind of ETag: strong differs for each compression, weak does not.',
  }),
  writeThrough: setting.bool({
    name: 'CACHE_WRITE_THROUGH',
    default: true,
    doc: 'Whether any write, in any process, ends kept answers. With false they live until their time is over.',
  }),
  logEvictions: setting.bool({
    name: 'CACHE_LOG_EVICTIONS',
    default: true,
    doc: 'Whether answers that somebody throws away are logged (cache.evict).',
  }),
};

function isRule(text: string): boolean {
  if (text === '') return true;
  const [path = '', ttl, stale, more] = text.split('|');
  const seconds = (part: string | undefined): boolean =>
    part === undefined || part.trim() === '' || /^\d+$/.test(part.trim());
  if (path.trim() === '' || more !== undefined || !seconds(ttl) || !seconds(stale)) return false;
  try {
    return new RegExp(path.trim()) instanceof RegExp;
  } catch {
    return false;
  }
}
