/** The steps from nothing to the first import, in their order. */
export const firstRunSteps = ['welcome', 'folder', 'soulseek', 'spotify', 'import'] as const;

/** One of these steps. */
export type FirstRunStep = (typeof firstRunSteps)[number];

const storageKey = 'harmony.first-run';

/** Where people were when they left; `null` when they never began. */
export function reachedStep(): FirstRunStep | null {
  const stored = localStorage.getItem(storageKey);
  return firstRunSteps.find((step) => step === stored) ?? null;
}

/** Remembers where people are, so that they can go on later. */
export function rememberStep(step: FirstRunStep): void {
  localStorage.setItem(storageKey, step);
}
