import { setting } from '#platform/config';

/** How secrets are tried out; how often, the shell decides. */
export const systemSettings = {
  secretTimeoutMs: setting.int({
    name: 'SECRET_VALIDATE_TIMEOUT_MS',
    default: 800,
    min: 50,
    max: 60_000,
    doc: 'Longest wait for a service when a secret is tried out, in milliseconds; afterwards only its form was looked at.',
  }),
};
