export { tagSettings } from './settings.ts';
export { createTagStage, type TagDeps } from './tag.stage.ts';
export { createTagger, type Tagger } from './tagger.ts';
export type { Credits, WriteRule } from './tags.ts';
