import { createMood, createOutbound, ServiceFault } from '#platform/outbound';
import { createClient } from './daemon/client.ts';
import { factsOf, versionOf } from './daemon/daemon.ts';
import { keyRemedy } from './daemon/way.ts';
import { objectOf, textOf } from './daemon/wire.ts';

/** What came of asking an address with a key. Nothing of an answer is passed on but what slskd itself says of its state. */
export interface SlskdTrial {
  /** Something answered. */
  readonly reachable: boolean;
  /** `null`: it was not slskd that answered, or it did not say. */
  readonly authenticated: boolean | null;
  readonly version: string | null;
  readonly loggedIn: boolean | null;
  /** The downloads folder as slskd sees it. */
  readonly downloadsFolder: string | null;
  /** Why it cannot be used as it is; `null`: it can. */
  readonly problem: { readonly code: string; readonly sentence: string; readonly remedy: string } | null;
}

/** Codes of a fault that say that somebody else answers there. */
const strangers = new Set([
  'html_instead_of_json',
  'bad_json',
  'unexpected_shape',
  'redirected',
  'unexpected_status',
  'too_large',
]);
const silent = new Set(['unreachable', 'timeout', 'connection_lost', 'address_not_allowed', 'aborted']);

/**
 * Asks slskd at an address that is not in use yet, apart from the real way, so that wrong ones pause nothing. Two small questions under one time limit;
 * never throws for what is wrong over there. Refuses link-local addresses.
 */
export async function trySlskdConnection(
  { baseUrl, apiKey }: { readonly baseUrl: string; readonly apiKey: string | null },
  timeoutMs: number,
): Promise<SlskdTrial> {
  const out = createOutbound({
    service: 'slskd',
    baseUrl,
    mood: createMood({ service: 'slskd' }),
    timeoutMs,
    retries: 0,
    maxBytes: 1024 * 1024,
    headers: apiKey === null ? {} : { 'x-api-key': apiKey },
    entered: true,
  });
  const client = createClient(out, { enqueueTimeoutMs: timeoutMs });
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const application = await client.application(limit);
    const { downloadsRoot, version } = factsOf(application, await client.options(limit));
    const server = objectOf(application['server']);
    const loggedIn = server['isLoggedIn'] === true;
    return {
      reachable: true,
      authenticated: true,
      version: versionOf(version)?.join('.') ?? null,
      loggedIn,
      downloadsFolder: downloadsRoot,
      problem: loggedIn
        ? null
        : {
            code: 'not_logged_in',
            sentence: `slskd accepts the key, but is not logged in at the Soulseek server (${(textOf(server['state']) ?? 'unknown state').slice(0, 60)}).`,
            remedy: 'Check name and password in slskd and connect there.',
          },
    };
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error;
    return { version: null, loggedIn: null, downloadsFolder: null, ...verdictOn(error, baseUrl, limit.aborted) };
  } finally {
    await out.close();
  }
}

function verdictOn(
  fault: ServiceFault,
  baseUrl: string,
  late: boolean,
): Pick<SlskdTrial, 'reachable' | 'authenticated' | 'problem'> {
  if (fault.code === 'unauthorised' || fault.code === 'forbidden')
    return {
      reachable: true,
      authenticated: false,
      problem: { code: fault.code, sentence: 'slskd does not accept this key.', remedy: keyRemedy },
    };
  if (strangers.has(fault.code))
    return {
      reachable: true,
      authenticated: null,
      problem: {
        code: 'not_slskd',
        sentence: `Something answers at ${baseUrl}, but not as slskd does.`,
        remedy: 'Check the port, and the path after it if slskd has a url_base.',
      },
    };
  if (silent.has(fault.code)) {
    const timeout = late || fault.code === 'timeout';
    return {
      reachable: false,
      authenticated: null,
      problem: {
        code: timeout ? 'timeout' : fault.code,
        sentence: timeout ? `Nobody answered at ${baseUrl} in time.` : fault.message,
        remedy: 'See whether slskd runs, and whether its address and port are reached from the machine of Harmony.',
      },
    };
  }
  // the words of the answer stay there: the address may be anybody's
  return {
    reachable: true,
    authenticated: null,
    problem: {
      code: 'service_error',
      sentence: `What answers at ${baseUrl} has trouble of its own (${fault.status ?? '?'}).`,
      remedy: 'Look into the log of slskd.',
    },
  };
}
