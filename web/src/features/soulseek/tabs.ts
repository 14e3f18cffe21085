/** The parts of the page in their order. */
export const soulseekTabs = ['connection', 'downloads', 'uploads', 'people', 'peers', 'search'] as const;
/** One of them. */
export type SoulseekTab = (typeof soulseekTabs)[number];

/** What the address says of the page. */
export interface SoulseekSearch {
  readonly tab?: SoulseekTab | undefined;
  /** The person that is shown. */
  readonly user?: string | undefined;
  /** Words of the search by hand. */
  readonly q?: string | undefined;
}
