import type { FastifyPluginAsync } from 'fastify';
import { problem } from '#http';
import { setting } from '#platform/config';

/** The outside programs and services that an operator can switch on and off as a whole. */
export const integrationNames = ['spotify', 'slskd', 'plex', 'beets'] as const;

/** One of them. */
export type IntegrationName = (typeof integrationNames)[number];

/** Which of them exist in this house. */
export const integrationSettings = {
  names: setting.list({
    name: 'INTEGRATIONS_ENABLED',
    default: ['spotify', 'slskd'],
    choices: integrationNames,
    none: 'none',
    doc: 'The integrations of this house. What is not listed is not built: its routes are not there, and nothing asks it. `none` switches all off.',
  }),
};

/** Whether an integration is listed in `INTEGRATIONS_ENABLED`. */
export type Enabled = (name: IntegrationName) => boolean;

/** The gate over the values of `integrationSettings`. */
export function enabledIntegrations(settings: { readonly names: readonly string[] }): Enabled {
  const listed = new Set(settings.names);
  return (name) => listed.has(name);
}

/** Every integration with whether it is on, for the summary at start. */
export function integrationSummary(enabled: Enabled): Record<IntegrationName, boolean> {
  return Object.fromEntries(integrationNames.map((name) => [name, enabled(name)])) as Record<IntegrationName, boolean>;
}

/**
 * Answers for the rooms of Spotify and Soulseek while they are switched off: 503 FEATURE_DISABLED with the remedy. Routes of other rooms below
 * the same prefix (imports of files, lyrics of downloads) stay.
 */
export function switchedOffRoutes(name: 'spotify' | 'slskd', prefixes: readonly string[]): FastifyPluginAsync {
  const refuse = async (): Promise<never> => {
    const sentence = `${name} is switched off: it is not listed in INTEGRATIONS_ENABLED.`;
    throw problem(503, 'FEATURE_DISABLED', sentence, {
      feature: name,
      remedy: `Add ${name} to INTEGRATIONS_ENABLED and start Harmony again.`,
    });
  };
  return async (app) => {
    for (const prefix of prefixes) {
      app.all(prefix, { schema: { hide: true } }, refuse);
      app.all(`${prefix}/*`, { schema: { hide: true } }, refuse);
    }
  };
}
