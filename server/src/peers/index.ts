export { type PeerRouteDeps, peerRoutes } from './peers.routes.ts';
export { createPeerStore, type KnownPeerView, type PeerOrder, type PeerReport, type PeerStore } from './peers.store.ts';
