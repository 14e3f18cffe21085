import { BeetsPage } from '../../features/beets/index.ts';

/** beets under its address. */
export function BeetsRoute() {
  return <BeetsPage />;
}
