export { type CoverArt, createCoverArt } from './adapter.ts';
export { coverArtSettings } from './settings.ts';
