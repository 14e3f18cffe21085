export { openSealer, SealingKeyProblem, secretSettings } from './keyring.ts';
export { createSealer, type Sealer, type Unsealed } from './sealer.ts';
