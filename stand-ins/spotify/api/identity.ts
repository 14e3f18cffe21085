import { uriOf } from '../world/ids.ts';
import type { Call } from './call.ts';

/** Countries that the stand-in knows. */
export const markets: readonly string[] = ['AT', 'BR', 'CH', 'DE', 'FR', 'GB', 'JP', 'NL', 'PL', 'SE', 'US'];

/** The part that every object of the catalogue has. */
export function identity(call: Pick<Call, 'apiUrl'>, kind: string, id: string): Record<string, unknown> {
  return {
    external_urls: { spotify: `https://open.spotify.com/${kind}/${id}` },
    href: `${call.apiUrl}/${kind}s/${id}`,
    id,
    type: kind,
    uri: uriOf(kind, id),
  };
}
