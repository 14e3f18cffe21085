export { extensionOf, isAudioExtension, isLosslessExtension } from './extensions.ts';
export { recordingKey } from './recording-key.ts';
export { compact, fold, normalise, words } from './text.ts';
export { type ParsedTitle, parseTitle } from './title.ts';
export type { Judgement, OfferedFile, Reason, Verdict, WantedTrack } from './types.ts';
export type { VersionKind, VersionMark } from './version/kinds.ts';
