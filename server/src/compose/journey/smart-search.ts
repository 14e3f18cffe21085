import type { Activity } from '#activity';
import { createSlskd, type SlskdConnection } from '#integrations/slskd';
import { searchLibrary } from '#library';
import type { OfferedFile, WantedTrack } from '#music';
import { parsePath } from '#pipeline/match';
import { judgeInTurns } from '#pipeline/match/api';
import { createDirectSearch, type SearchSettings } from '#pipeline/search';
import type { Db } from '#platform/database';
import {
  keepAnswers,
  librarySource,
  type SmartSearchSettings,
  type SpotifySearches,
  smartSearchRoutes,
  soulseekSource,
  spotifySource,
} from '#smart-search';
import type { AllSettings } from '../../settings.ts';
import type { Wing } from '../wing.ts';
import type { Enabled } from '../wings/integrations.ts';
import type { createMatching } from './matching.ts';

/** A question that was asked a moment ago is not asked again for the next page. */
const keepForMs = 5 * 60_000;
const keptQuestions = 20;
/** What is left of the time limit for collecting the answers of peers. */
const collectMs = 2000;

/** Smart Search over the sources that this house has. */
export function createSmartSearch(deps: {
  readonly db: Db;
  readonly settings: SmartSearchSettings;
  readonly enabled: Enabled;
  readonly slskd: AllSettings['slskd'];
  readonly connection: () => Promise<SlskdConnection>;
  readonly search: SearchSettings;
  readonly spotify: SpotifySearches;
  readonly activity: Activity;
  readonly matching: ReturnType<typeof createMatching>;
  readonly onFault: (what: string, error: unknown) => void;
}): Wing {
  const { db, settings, matching } = deps;
  // A person does not wait as long as a wish: the search is ended in time, and what peers have answered until then is shown.
  const most = Math.max(250, settings.timeoutMs - collectMs);
  const hurried = createSlskd({
    enabled: deps.enabled('slskd'),
    onFault: deps.onFault,
    connection: deps.connection,
    settings: {
      ...deps.slskd,
      searchTimeoutMs: Math.min(deps.slskd.searchTimeoutMs, most),
      searchMaxMs: Math.min(deps.slskd.searchMaxMs, most),
      searchQueueMaxMs: Math.min(deps.slskd.searchQueueMaxMs, most),
      pollMs: Math.min(deps.slskd.pollMs, 500),
      retries: Math.min(deps.slskd.retries, 1),
    },
  });
  const ask = createDirectSearch({ db, network: hurried.search, settings: deps.search });
  const judge = async (wanted: WantedTrack, files: readonly OfferedFile[]) =>
    (await judgeInTurns(wanted, files, matching.judge)).all;
  const soulseek = soulseekSource({ ask, readPath: parsePath, judge });
  return {
    routes: [
      smartSearchRoutes({
        settings,
        sources: [
          spotifySource(deps.spotify),
          keepAnswers(soulseek, { forMs: keepForMs, entries: keptQuestions }),
          librarySource((query, limit) => searchLibrary(db, query, limit)),
        ],
        record: (status, details) => deps.activity.record('search', status, details),
      }),
    ],
    stop: () => hurried.close(),
  };
}
