export type { Judgement, OfferedFile, Reason, Verdict, WantedTrack } from './types.ts';
