export {
  type AlbumOffer,
  type Completion,
  type CompletionThresholds,
  completionOf,
  defaultCompletion,
  judgeAlbumFolder,
} from './album-folder.ts';
export { aliasFrom } from './learn-alias.ts';
export { createLibraryIndex, type LibraryIndex, type LibraryMatch, type OwnedTrack } from './library-index.ts';
export { createMatchStage, type KnownPeer, type KnownPeers } from './match.stage.ts';
export { candidateFile, candidateViews, pinCandidate, unpinCandidate } from './match.store.ts';
export { judge, type PeerMemory, rulesRevision } from './match.ts';
export { type PathFields, parsePath } from './path.ts';
export { defaultQualityProfile, type QualityProfile, qualityRank } from './quality.ts';
export { type AlbumRecord, compareAlbums } from './records/album.ts';
export { artistLikeness } from './records/artists.ts';
export { compareRecordings, type Likeness, type TrackRecord } from './records/recording.ts';
export { parseReleaseName, type ReleaseName } from './release-name.ts';
export { type MatchSettings, matchSettings } from './settings.ts';
export { supplemented } from './supplement.ts';
