import { KeysPage } from '../../features/access/index.ts';

/** API keys under their address. */
export function KeysRoute() {
  return <KeysPage />;
}
