import type { Peer } from '../slskd/index.ts';
import { decoys } from './demo-decoys.ts';
import { honest } from './demo-honest.ts';
import { troublesome } from './demo-trouble.ts';

/** Everybody of the demo. */
export const demoPeers: readonly Peer[] = [...honest, ...decoys, ...troublesome];
