import type { Check } from '#doctor';
import type { Slskd } from '#integrations/slskd';
import type { LastFinished } from '#pipeline/download';
import type { RecentAnswers } from '#pipeline/search';
import { broken, ok, shared, unknown, warn } from './findings.ts';

const docs = 'configuration.md#slskd';
const credentialCodes = new Set(['unauthorised', 'forbidden']);
/** So few searches say nothing about who hears us. */
const fewSearches = 8;

/** slskd: there, our key, signed in, what we share, whether anybody answers, whether its finished files are seen from here. */
export function soulseekChecks(deps: {
  readonly slskd: Pick<Slskd, 'status'>;
  /** `null` where there is no database. */
  readonly lastFinished: (() => Promise<LastFinished>) | null;
  readonly recentAnswers: (() => Promise<RecentAnswers>) | null;
}): Check[] {
  const status = shared(() => deps.slskd.status());
  const waits = unknown('needs_slskd', 'This can be looked at once slskd answers.', null);
  const checks: Check[] = [
    {
      id: 'slskd.reachable',
      docs,
      async look() {
        const { problem, address, version } = await status();
        if (version !== null) return ok('reachable', `slskd ${version} answers at ${address}.`, { address, version });
        if (problem === null || credentialCodes.has(problem.code))
          return ok('reachable', `slskd answers at ${address}.`, { address });
        return broken(problem.code, problem.sentence, problem.remedy, { address });
      },
    },
    {
      id: 'slskd.key',
      docs,
      async look() {
        const { problem, version } = await status();
        if (version !== null) return ok('accepted', 'slskd accepts our key.');
        if (problem === null || !credentialCodes.has(problem.code)) return waits;
        return broken(problem.code, problem.sentence, problem.remedy);
      },
    },
    {
      id: 'slskd.signed_in',
      docs,
      async look() {
        const { version, loggedIn, username, problem, serverState } = await status();
        if (version === null) return waits;
        if (loggedIn)
          return ok('signed_in', `slskd is signed in at Soulseek as ${username ?? 'somebody'}.`, { username });
        const sentence = problem?.sentence ?? 'slskd is not signed in at the Soulseek server.';
        const ban = 'When it was refused after many searches, the address may be banned for some 30 minutes: wait.';
        return broken('not_signed_in', sentence, `${problem?.remedy ?? ''} ${ban}`.trim(), {
          server_state: serverState,
        });
      },
    },
    {
      id: 'slskd.shares',
      docs,
      async look() {
        const { shares, version } = await status();
        if (version === null || shares === null) return waits;
        const { files, directories, scanning } = shares;
        if (files > 0)
          return ok('sharing', `${files} files in ${directories} folders are shared.`, { files, directories });
        if (scanning) return ok('scanning', 'slskd is still reading its shared folders.');
        return warn(
          'nothing_shared',
          'Nothing is shared. Many people refuse downloads to those who share nothing.',
          'Add a folder under shares.directories in the configuration of slskd.',
        );
      },
    },
  ];
  const { recentAnswers, lastFinished } = deps;
  if (recentAnswers !== null)
    checks.push({
      id: 'slskd.answers',
      docs,
      async look() {
        const { searches, answered } = await recentAnswers();
        if (searches === 0) return ok('no_searches', 'There were no searches in the last hours.');
        if (answered > 0 || searches < fewSearches) {
          const sentence = `${answered} of the last ${searches} searches were answered.`;
          return ok('answered', sentence, { searches, answered });
        }
        return warn(
          'nobody_answers',
          `Nobody answered any of the last ${searches} searches.`,
          'Check the listening port of slskd (is it forwarded in the router?) and its log. Who searches too much is silenced for a while: let no other program search under the same name.',
          { searches },
        );
      },
    });
  if (lastFinished !== null)
    checks.push({
      id: 'slskd.finished_files',
      docs,
      async look() {
        const { downloadsFolder } = await status();
        const { seen, unseen } = await lastFinished();
        const folder = downloadsFolder.local;
        if (unseen !== null && (seen === null || unseen.at > seen.at)) {
          return broken(
            'not_visible',
            `The newest finished download was not found: ${unseen.sentence}`,
            'Set SLSKD_DOWNLOADS_DIR to where the downloads folder of slskd is seen from here; in containers both need the same volume.',
            { folder },
          );
        }
        if (seen !== null) {
          const at = seen.at.toISOString();
          return ok('proved', `The download that finished at ${at} was found in its place.`, { at, folder });
        }
        return unknown(
          'no_download_yet',
          'No download has finished yet, so nothing proves that finished files are seen from here.',
          'Fetch something small, then look again.',
          { folder },
        );
      },
    });
  return checks;
}
