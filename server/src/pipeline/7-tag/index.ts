export { createTagStage, type TagDeps } from './tag.stage.ts';
export { createTagger, type Tagger } from './tagger.ts';
