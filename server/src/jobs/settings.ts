import { type Setting, setting } from '#platform/config';

/** How the queue works as a whole. Names are those of Harmony's first configuration; what pg-boss makes of them stands in each text. */
export const orchestratorSettings = {
  priorityJson: setting.text({
    name: 'ORCH_PRIORITY_JSON',
    default: null,
    doc: 'Priority by job type as a JSON object, for example {"download":900}; higher first. Types that are not named keep their own; unknown ones are ignored. sync, matching and retry are accepted for download, match and search.',
  }),
  priorityCsv: setting.text({
    name: 'ORCH_PRIORITY_CSV',
    default: null,
    doc: 'The same as type:priority pairs, for example download:900,match:800. ORCH_PRIORITY_JSON wins.',
  }),
  pollMs: setting.int({
    name: 'ORCH_POLL_INTERVAL_MS',
    default: 500,
    min: 10,
    max: 60_000,
    doc: 'How often an idle process looks for work when the database cannot wake it (no LISTEN/NOTIFY); below 500 counts as 500. New jobs normally wake it at once.',
  }),
  pollMaxMs: setting.int({
    name: 'ORCH_POLL_INTERVAL_MAX_MS',
    default: 1000,
    min: 10,
    max: 60_000,
    doc: 'How often an idle process looks for jobs whose time has come (delayed ones and retries), which do not wake it.',
  }),
  leaseS: setting.int({
    name: 'ORCH_VISIBILITY_TIMEOUT_S',
    aliases: ['WORKER_VISIBILITY_TIMEOUT_S'],
    default: 15,
    min: 5,
    max: 3600,
    doc: 'Lease of a running job: this long after its last heartbeat another process may run it; below 10 counts as 10. It is written at enqueue.',
  }),
  heartbeatS: setting.int({
    name: 'ORCH_HEARTBEAT_S',
    default: 2,
    min: 1,
    max: 1800,
    doc: 'How often a running job renews its lease, and how soon it notices that the lease is lost; at most half the lease.',
  }),
  policyReloadS: setting.number({
    name: 'RETRY_POLICY_RELOAD_S',
    default: 10,
    min: 0,
    max: 3600,
    doc: 'How long the rules for retries are used before .env and the stored settings are read again.',
  }),
  scanIntervalS: setting.number({
    name: 'RETRY_SCAN_INTERVAL_SEC',
    default: 60,
    min: 1,
    max: 86_400,
    doc: 'How often wishes under way without a job are looked for. Retries themselves need no scan: each has a job with its time.',
  }),
  scanLimit: setting.int({
    name: 'RETRY_SCAN_BATCH_LIMIT',
    default: 100,
    min: 1,
    max: 5000,
    doc: 'How many wishes one scan looks after.',
  }),
};

/** The rules for retries that hold for every type of job; read again while running. */
export const retrySettings = {
  quickRetries: setting.int({
    name: 'EXTERNAL_RETRY_MAX',
    default: 3,
    min: 0,
    max: 20,
    doc: 'How many tries of a failed job come quickly, before the long pauses of RETRY_BASE_SECONDS.',
  }),
  quickBaseMs: setting.int({
    name: 'EXTERNAL_BACKOFF_BASE_MS',
    default: 250,
    min: 1,
    max: 600_000,
    doc: 'First of the quick pauses; each further one is twice as long, and none is below one second.',
  }),
  quickJitter: setting.number({
    name: 'EXTERNAL_JITTER_PCT',
    default: 20,
    min: 0,
    max: 100,
    doc: 'Random part of the quick pauses, in percent; up to 1 it is read as a factor.',
  }),
  maxAttempts: setting.int({
    name: 'RETRY_MAX_ATTEMPTS',
    default: 10,
    min: 0,
    max: 1000,
    doc: 'Automatic retries of a failed job before it becomes a dead letter.',
  }),
  baseSeconds: setting.number({
    name: 'RETRY_BASE_SECONDS',
    default: 60,
    min: 0,
    max: 86_400,
    doc: 'First long pause; each further one is twice as long, up to 64 times this.',
  }),
  jitter: setting.number({
    name: 'RETRY_JITTER_PCT',
    default: 0.2,
    min: 0,
    max: 100,
    doc: 'Random part of the long pauses, as a factor; above 1 it is read as percent.',
  }),
  timeoutSeconds: setting.number({
    name: 'RETRY_TIMEOUT_SECONDS',
    default: null,
    min: 1,
    max: 86_400,
    doc: 'A run that takes longer is cancelled and tried again; left out, each type has its own limit.',
  }),
};

/** Names under which Harmony's first configuration knew our job types. */
const formerNames: Readonly<Record<string, string>> = { download: 'sync', match: 'matching', search: 'retry' };

/** Our name of a job type, given any name for it in any case. */
export function currentTypeName(name: string): string {
  const wanted = name.trim().toLowerCase();
  const found = Object.entries(formerNames).find(([, former]) => former === wanted);
  return found?.[0] ?? wanted;
}

/** The name under which the outside knows the worker of a job type (`worker.sync.last_seen`). */
export function workerName(type: string): string {
  return type === 'download' || type === 'match' ? (formerNames[type] ?? type) : type;
}

function typeSetting<T>(
  type: string,
  name: (type: string) => string,
  make: (name: string, aliases: string[]) => Setting<T>,
): Setting<T> {
  const former = formerNames[type];
  return make(name(type.toUpperCase()), former === undefined ? [] : [name(former.toUpperCase())]);
}

/** `ORCH_POOL_<TYPE>`: how many jobs of each type run at once in one process. Keys are the types. */
export function poolSettings(types: readonly string[]): Record<string, Setting<number | null>> {
  return Object.fromEntries(
    types.map((type) => [
      type,
      typeSetting(
        type,
        (name) => `ORCH_POOL_${name}`,
        (name, aliases) =>
          setting.int({
            name,
            aliases,
            default: null,
            min: 1,
            max: 64,
            doc: `How many ${type} jobs run at once in one process; never more than ORCH_GLOBAL_CONCURRENCY. Left out, ${type} has its own number.`,
          }),
      ),
    ]),
  );
}

/** `RETRY_<TYPE>_…`: rules for retries of one type; keys are `<type>.<rule>`. */
export function typeRetrySettings(types: readonly string[]): Record<string, Setting<number | null>> {
  const group: Record<string, Setting<number | null>> = {};
  for (const type of types) {
    const add = (rule: string, suffix: string, min: number, max: number, doc: string, whole = false): void => {
      group[`${type}.${rule}`] = typeSetting(
        type,
        (name) => `RETRY_${name}_${suffix}`,
        (name, aliases) => {
          const declared = { name, aliases, default: null, min, max, doc };
          return whole ? setting.int(declared) : setting.number(declared);
        },
      );
    };
    add('maxAttempts', 'MAX_ATTEMPTS', 0, 1000, `RETRY_MAX_ATTEMPTS for ${type} jobs.`, true);
    add('baseSeconds', 'BASE_SECONDS', 0, 86_400, `RETRY_BASE_SECONDS for ${type} jobs.`);
    add('jitter', 'JITTER_PCT', 0, 100, `RETRY_JITTER_PCT for ${type} jobs.`);
    add('timeoutSeconds', 'TIMEOUT_SECONDS', 1, 86_400, `RETRY_TIMEOUT_SECONDS for ${type} jobs.`);
  }
  return group;
}
