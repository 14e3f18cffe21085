import type { StageRunner } from '#wishes';

/**
 * The publish stage: tells those who asked to be told about a new file. While nobody is configured there is nobody to tell, which is a good end:
 * the wish is done.
 */
export function createPublishStage(): StageRunner {
  return { stage: 'publish', run: () => Promise.resolve({ kind: 'next' }) };
}
