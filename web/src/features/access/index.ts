export { KeysPage } from './keys-page.tsx';
export { sessionQuery } from './queries.ts';
export { SessionGate } from './session-gate.tsx';
export { useSignOut } from './use-sign-out.ts';
