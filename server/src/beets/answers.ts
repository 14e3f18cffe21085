import { invalid, problem } from '#http';
import { BeetsProblem, BeetsRefusal } from '#integrations/beets';
import { FileProblem } from '#platform/files';

/** Not there or busy: try later. Set up wrongly: somebody must act. Anything else is beets' own failure. */
const statusOf = {
  beets_absent: 503,
  beets_busy: 503,
  beets_hung: 503,
  beets_config: 424,
  beets_failed: 502,
  beets_too_much: 502,
} as const;

/** Runs a handler; what beets or a disk cannot do becomes the error envelope with its remedy. */
export async function answering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BeetsRefusal) throw invalid(error.field, error.message);
    if (error instanceof BeetsProblem)
      throw problem(statusOf[error.code], 'DEPENDENCY_ERROR', error.sentence, {
        reason: error.code,
        remedy: error.remedy,
      });
    if (error instanceof FileProblem)
      throw problem(503, 'DEPENDENCY_ERROR', error.sentence, { reason: error.code, remedy: error.remedy });
    throw error;
  }
}
