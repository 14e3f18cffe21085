/** How often each address may try to finish a sign-in by hand. */
export interface ManualLimit {
  /** `null`: go on; else how many milliseconds to wait. */
  take(address: string): number | null;
}

const windowMs = 300_000;
const triesPerWindow = 6;
/** Addresses that are remembered; the oldest are forgotten first. */
const mostAddresses = 1000;

/** Six tries in five minutes for each address, in this process. */
export function createManualLimit(now: () => number = Date.now): ManualLimit {
  const seen = new Map<string, readonly number[]>();
  return {
    take(address) {
      const at = now();
      const recent = (seen.get(address) ?? []).filter((time) => at - time < windowMs);
      const [oldest] = recent;
      if (recent.length >= triesPerWindow && oldest !== undefined) return oldest + windowMs - at;
      seen.delete(address);
      seen.set(address, [...recent, at]);
      for (const first of seen.keys()) {
        if (seen.size <= mostAddresses) break;
        seen.delete(first);
      }
      return null;
    },
  };
}
