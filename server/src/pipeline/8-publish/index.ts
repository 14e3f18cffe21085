export { createPublishStage } from './publish.stage.ts';
