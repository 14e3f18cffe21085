import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Check } from '#doctor';
import { errorCode } from '#platform/files';
import { tryOut } from '#platform/outbound';
import { broken, ok, unknown, warn } from './findings.ts';

const run = promisify(execFile);
const askMs = 5_000;
/** `Date` has whole seconds only, and the answer is some time under way. */
const skewWarnS = 5;
const skewBadS = 60;

/** A service outside that is asked for nothing but what time it is. */
export interface Witness {
  readonly name: string;
  readonly baseUrl: string;
  /** Answered without a key, be it by a refusal. */
  readonly path: string;
}

/** The machine that Harmony runs on: the program that hears what a file is, and its clock against one that is not its own. */
export function machineChecks(deps: {
  /** Whether files are recognised by their sound, for which the program is needed. */
  readonly acoustId: () => Promise<boolean>;
  /** The first that is there is asked; `null`: it is not set up. */
  readonly witnesses: readonly (() => Promise<Witness | null>)[];
}): Check[] {
  return [
    {
      id: 'tools.fpcalc',
      docs: 'configuration.md#acoustid',
      async look(signal) {
        try {
          const { stdout } = await run('fpcalc', ['-version'], { signal, timeout: askMs, killSignal: 'SIGKILL' });
          const version = /version (\S+)/.exec(stdout)?.[1] ?? 'of unknown version';
          return ok('there', `fpcalc ${version} is there.`, { version });
        } catch (error) {
          if (errorCode(error) !== 'ENOENT') throw error;
          if (!(await deps.acoustId()))
            return ok(
              'not_needed',
              'fpcalc is not needed: nobody is asked what files sound like (ACOUSTID_API_KEY is not set).',
            );
          return warn(
            'missing',
            'fpcalc is not there, so finished files are not recognised by their sound, in spite of ACOUSTID_API_KEY.',
            'Install Chromaprint (apt-get install libchromaprint-tools).',
          );
        }
      },
    },
    {
      id: 'clock.outside',
      docs: 'how-to/container.md',
      timeoutMs: 2 * askMs + 2_000,
      async look(signal) {
        for (const witnessOf of deps.witnesses) {
          const witness = await witnessOf();
          const seen = witness === null ? null : await skewOf(witness, signal);
          if (witness !== null && seen !== null) return judged(witness.name, seen);
        }
        return unknown('nobody_to_ask', 'No service outside told what time it is.', null);
      },
    },
  ];
}

/** How many seconds the clock of the witness is ahead of ours; `null`: it does not tell. */
async function skewOf({ name, baseUrl, path }: Witness, signal: AbortSignal): Promise<number | null> {
  const begun = Date.now();
  const answer = await tryOut({ service: name, baseUrl, timeoutMs: askMs, call: { method: 'GET', path, signal } });
  if (answer === null || answer.clock === null) return null;
  // the header's second has half gone by on average
  return Math.round((answer.clock.getTime() + 500 - (begun + Date.now()) / 2) / 1000);
}

function judged(service: string, seconds: number) {
  const facts = { service, seconds };
  const remedy = 'Let this machine take its time from the network (NTP), for example with: timedatectl set-ntp true';
  const sentence = `The clock of ${service} differs from ours by ${Math.abs(seconds)} s`;
  if (Math.abs(seconds) >= skewBadS)
    return broken('far_off', `${sentence}: sign-ins and moments are wrong.`, remedy, facts);
  if (Math.abs(seconds) >= skewWarnS) return warn('off', `${sentence}.`, remedy, facts);
  return ok('agrees', `Our clock and that of ${service} agree.`, facts);
}
