/** The parts of the page in their order. */
export const matchingTabs = ['overview', 'review', 'what-if', 'aliases', 'cases'] as const;
/** One of them. */
export type MatchingTab = (typeof matchingTabs)[number];

/** What the address says of the page. */
export interface MatchingSearch {
  readonly tab?: MatchingTab | undefined;
  /** The wish that is reviewed. */
  readonly wish?: number | undefined;
}
