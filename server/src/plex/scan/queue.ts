import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isBelow, type PathMap, type PlexClient, type PlexSection } from '#integrations/plex';
import type { Db } from '#platform/database';
import { ServiceFault } from '#platform/outbound';
import { type Catalogue, pathKeyOf } from '../catalogue/catalogue.ts';
import type { ScanRequests } from '../ports.ts';
import type { ScanProblem, ScanRequestRow, ScanRequestStore } from './requests.store.ts';
import { isMusic } from './worker.ts';

/** From so many folders of one library on, the whole library is scanned once instead. */
const wholeFrom = 25;
const mostAtOnce = 200;
/** A scan that does not begin within this time does not happen; one that does not end within this time is looked at again later. */
const beginsWithinMs = 3000;
const endsWithinMs = 5 * 60_000;
const lookEveryMs = 100;
/** Waits before a folder is scanned again whose files Plex does not know; then it is given up. */
const pausesMs = [30_000, 2 * 60_000, 10 * 60_000];
const awayMs = 60_000;
const keptMs = 7 * 24 * 3_600_000;

/** Scans that are asked for when files change, one after the other, each looked at afterwards. */
export interface ScanQueue extends ScanRequests {
  /** A file came, was moved or went; `path` absolute in our spelling. Stored with `trx`. */
  changed(trx: Db, path: string, here: boolean): Promise<void>;
  /** Files were moved; paths absolute in our spelling. Each folder is asked for once. Stored with `trx`. */
  moved(trx: Db, moves: readonly { readonly from: string; readonly to: string }[]): Promise<void>;
  /** Asks for what is due, and sees whether Plex knows the files then; answers whether it learnt something new. What Plex does wrong is noted. */
  turn(signal: AbortSignal): Promise<boolean>;
}

/**
 * The queue of scans. Files of one folder within the window are one scan of that folder. Because Plex answers 200 whatever it is asked, each scan is
 * proved by the files: those that are still unknown after several scans end with a problem that names the path map. Killed at any moment, a request waits on and
 * is asked for again, which does no harm.
 */
export function createScanQueue(deps: {
  readonly client: Pick<PlexClient, 'sections' | 'refresh'>;
  readonly pathMap: () => Promise<PathMap>;
  readonly requests: ScanRequestStore;
  readonly catalogue: Catalogue;
  /** Asks at once, for a person. */
  readonly direct: ScanRequests;
  readonly windowS: () => Promise<number>;
  readonly record: (type: string, status: string, details: Record<string, unknown>) => Promise<void>;
  readonly now?: () => Date;
}): ScanQueue {
  const { client, requests, catalogue } = deps;
  const now = deps.now ?? (() => new Date());
  const inMs = (ms: number): Date => new Date(now().getTime() + ms);

  async function fail(row: ScanRequestRow, sectionId: string | null, askedAt: Date | null, problem: ScanProblem) {
    if (!(await requests.end(row, sectionId, askedAt, problem))) return;
    await deps.record('metadata', 'plex_scan_failed', { folder: row.folder, ...problem });
  }

  /** Asks, waits until it has ended, and says whether Plex did anything. */
  async function scanned(section: PlexSection, path: string | null, signal: AbortSignal): Promise<boolean> {
    await client.refresh(section.id, path, signal);
    let began = false;
    for (const begun = Date.now(); Date.now() - begun < (began ? endsWithinMs : beginsWithinMs); ) {
      const at = (await client.sections(signal)).find((each) => each.id === section.id);
      if (at === undefined) return false;
      if (at.refreshing) began = true;
      else if (began || at.scannedAt !== section.scannedAt) return true;
      await sleep(lookEveryMs, undefined, { signal });
    }
    return began;
  }

  /** Ends the request when Plex knows its files; else it is tried again, and given up at last. */
  async function prove(row: ScanRequestRow, section: PlexSection, askedAt: Date, began: boolean, map: PathMap) {
    const keys = row.files.flatMap((file) => {
      const path = map.toPlex(file);
      return path === null ? [] : [pathKeyOf(path)];
    });
    const known = await catalogue.store.keysOfPaths(keys);
    const missing = keys.filter((key) => !known.has(key));
    const [first] = missing;
    if (first === undefined) return void (await requests.end(row, section.id, askedAt, null));
    const problem = began ? unknownFile(first, missing.length) : didNothing(row.folder ?? '', section);
    const pause = pausesMs[row.tries];
    if (pause === undefined) await fail(row, section.id, askedAt, problem);
    else await requests.later(row, inMs(pause), problem, true);
  }

  async function ofSection(
    section: PlexSection,
    wanted: readonly { readonly row: ScanRequestRow; readonly plexPath: string }[],
    map: PathMap,
    signal: AbortSignal,
  ): Promise<boolean> {
    // its own scan goes first; the folders are asked for at the next turn
    if (section.refreshing) return false;
    const whole = wanted.length >= wholeFrom;
    let learnt = false;
    for (const group of whole ? [wanted] : wanted.map((each) => [each])) {
      signal.throwIfAborted();
      const askedAt = now();
      const before = (await client.sections(signal)).find((each) => each.id === section.id) ?? section;
      const began = await scanned(before, whole ? null : (group[0]?.plexPath ?? null), signal);
      if ((await catalogue.read(section, signal)).changed > 0) learnt = true;
      for (const { row } of group) await prove(row, section, askedAt, began, map);
    }
    return learnt;
  }

  async function work(due: readonly ScanRequestRow[], signal: AbortSignal): Promise<boolean> {
    const map = await deps.pathMap();
    const music = (await client.sections(signal)).filter(isMusic);
    const bySection = new Map<PlexSection, { row: ScanRequestRow; plexPath: string }[]>();
    for (const row of due) {
      const plexPath = row.folder === null ? null : map.toPlex(row.folder);
      const section =
        plexPath === null ? undefined : music.find((each) => each.locations.some((at) => isBelow(at, plexPath)));
      if (plexPath === null || section === undefined) await fail(row, null, null, outside(row.folder, plexPath, music));
      else bySection.set(section, [...(bySection.get(section) ?? []), { row, plexPath }]);
    }
    let learnt = false;
    for (const [section, wanted] of bySection) if (await ofSection(section, wanted, map, signal)) learnt = true;
    return learnt;
  }

  return {
    async request(sectionId, folder) {
      const windowMs = (await deps.windowS()) * 1000;
      if (windowMs > 0 && (await requests.isKnown(sectionId, folder, inMs(-windowMs))))
        return { kind: 'taken', queued: false, started: null };
      const outcome = await deps.direct.request(sectionId, folder);
      if (outcome.kind === 'taken' && outcome.queued) await requests.noteAsked(sectionId, folder, now());
      return outcome;
    },
    async changed(trx, path, here) {
      const dueInS = await deps.windowS();
      await requests.want(trx, { folder: dirname(path), files: here ? [path] : [], dueInS });
    },
    async moved(trx, moves) {
      const dueInS = await deps.windowS();
      const files = new Map<string, string[]>(moves.map(({ from }) => [dirname(from), []]));
      for (const { to } of moves) files.set(dirname(to), [...(files.get(dirname(to)) ?? []), to]);
      // in one order, so that two who move files in the same folders do not wait for each other for ever
      for (const folder of [...files.keys()].toSorted())
        await requests.want(trx, { folder, files: files.get(folder) ?? [], dueInS });
    },
    async turn(signal) {
      const due = await requests.due(now(), mostAtOnce);
      if (due.length === 0) return false;
      await requests.prune(inMs(-keptMs));
      try {
        return await work(due, signal);
      } catch (error) {
        if (!(error instanceof ServiceFault)) throw error;
        const { code, message: sentence, remedy } = error;
        for (const row of await requests.due(now(), mostAtOnce))
          await requests.later(row, inMs(awayMs), { code, sentence, remedy }, false);
        return false;
      }
    },
  };
}

const remedyOfPaths = 'Check PLEX_PATH_MAP: how Plex sees our music folder, as ours=theirs.';

function outside(folder: string | null, plexPath: string | null, music: readonly PlexSection[]): ScanProblem {
  const locations = music.flatMap((section) => section.locations).join(', ') || 'none';
  const where = plexPath === null ? 'no entry of the path map fits it' : `for Plex it would be ${plexPath}`;
  return {
    code: 'path_map_wrong',
    sentence: `The folder ${folder ?? ''} lies in no library of Plex: ${where}; its folders of music are ${locations}.`,
    remedy: remedyOfPaths,
  };
}

function didNothing(folder: string, section: PlexSection): ScanProblem {
  return {
    code: 'path_map_wrong',
    sentence: `Plex was asked to scan ${folder} in ${section.title} and did nothing.`,
    remedy: remedyOfPaths,
  };
}

function unknownFile(path: string, count: number): ScanProblem {
  const more = count > 1 ? ` and ${count - 1} more` : '';
  return {
    code: 'file_unknown',
    sentence: `Plex scanned the folder but does not know ${path}${more}.`,
    remedy: `${remedyOfPaths} See also whether Plex may read the file.`,
  };
}
