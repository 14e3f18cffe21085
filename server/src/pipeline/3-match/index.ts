export { createMatchStage } from './match.stage.ts';
export { candidateViews, pinCandidate } from './match.store.ts';
export { judge } from './match.ts';
export { defaultQualityProfile, type QualityProfile } from './quality.ts';
