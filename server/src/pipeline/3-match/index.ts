export {
  type AlbumOffer,
  type Completion,
  type CompletionThresholds,
  completionOf,
  defaultCompletion,
  judgeAlbumFolder,
} from './albums/album-folder.ts';
export { supplemented } from './albums/supplement.ts';
export { aliasFrom } from './learn-alias.ts';
export { createLibraryIndex, type LibraryIndex, type LibraryMatch, type OwnedTrack } from './library-index.ts';
export { judge, type PeerMemory, rulesRevision } from './match.ts';
export { defaultQualityProfile, type QualityProfile, qualityRank } from './quality.ts';
export { type PathFields, parsePath } from './reading/path.ts';
export { parseReleaseName, type ReleaseName } from './reading/release-name.ts';
export { type AlbumRecord, compareAlbums } from './records/album.ts';
export { artistLikeness } from './records/artists.ts';
export { compareRecordings, type Likeness, type TrackRecord } from './records/recording.ts';
export { type MatchSettings, matchSettings } from './settings.ts';
export { createMatchStage, type KnownPeer, type KnownPeers } from './stage/match.stage.ts';
export { candidateFile, candidateViews, pinCandidate, unpinCandidate } from './stage/match.store.ts';
