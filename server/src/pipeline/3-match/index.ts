export { judge } from './match.ts';
export { defaultQualityProfile, type QualityProfile } from './quality.ts';
