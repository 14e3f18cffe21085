import { problem } from '#http';
import { ServiceFault } from '#platform/outbound';

/**
 * Runs a call to slskd for a route: every fault becomes `502 DEPENDENCY_ERROR` with a sentence that begins "Failed to …" (contract §1.5)
 * and a remedy; anything else is a fault of ours and passes through.
 */
export async function failingTo<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error;
    throw problem(502, 'DEPENDENCY_ERROR', `Failed to ${what}: ${error.message}`, {
      service: error.service,
      reason: error.code,
      remedy: error.remedy,
      ...(error.status === null ? {} : { upstream_status: error.status }),
    });
  }
}
