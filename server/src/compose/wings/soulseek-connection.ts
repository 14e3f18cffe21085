import { type SlskdSettings, slskdAddress, trySlskdConnection } from '#integrations/slskd';
import { createSettingsStore } from '#settings';
import { createSlskdConnections, type SlskdConnections, type SoulseekSettingsDeps } from '#soulseek';
import type { Foundation } from '../foundation.ts';

/** A person waits for it, and a slskd that needs longer than this is not there. */
const mostTrialMs = 8_000;

/** Where slskd is: what people stored on the page, else the environment. */
export function createSoulseekConnection(
  foundation: Pick<Foundation, 'settings' | 'db' | 'sealer' | 'onFault'>,
): SlskdConnections {
  const { db, sealer, onFault, settings } = foundation;
  const { slskd } = settings;
  return createSlskdConnections({
    db,
    store: createSettingsStore(db),
    sealer,
    environment: {
      baseUrl: slskdAddress(slskd),
      hasAddress: slskd.baseUrl !== null || slskd.host !== null,
      apiKey: slskd.apiKey,
      downloadsDir: slskd.downloadsDir,
    },
    onFault,
  });
}

/** What the routes of these settings need. `look`: looks at slskd at once and tells everybody who looks on. */
export function soulseekSettings(
  connections: SlskdConnections,
  settings: SlskdSettings,
  look: () => void,
): SoulseekSettingsDeps {
  return {
    connections,
    tryOut: (at) => trySlskdConnection(at, Math.min(settings.timeoutMs, mostTrialMs)),
    changed: look,
  };
}
