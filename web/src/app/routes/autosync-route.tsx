import { AutosyncPage } from '../../features/autosync/index.ts';
import { useFeed } from '../feed.ts';

/** Auto-sync under its address. */
export function AutosyncRoute() {
  return <AutosyncPage feed={useFeed()} />;
}
