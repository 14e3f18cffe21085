export { type BeetsPublisherDeps, createBeetsPublisher } from './beets.publisher.ts';
export type { BeetsShelf, Publisher } from './ports.ts';
export { createPublishStage, type PublishDeps } from './publish.stage.ts';
