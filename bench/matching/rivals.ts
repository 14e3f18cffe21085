/**
 * What was measured of other programs on one machine (Debian 12, 2 cores, November 2026) over 70 hand-made single-candidate judgements, their own
 * unmodified scoring functions called. Not the same set as the figures above them: read as a list of weaknesses, not as a league table.
 */
export const rivals: readonly {
  readonly name: string;
  readonly right: number;
  readonly precision: number;
  readonly recall: number;
  readonly perSecond: string;
}[] = [
  { name: 'SoulSync engine + validation', right: 41, precision: 0.67, recall: 0.62, perSecond: '4,000' },
  { name: 'spotify-to-plex', right: 46, precision: 0.71, recall: 0.71, perSecond: '3,300' },
  { name: 'soularr per-track rule', right: 49, precision: 0.74, recall: 0.76, perSecond: '–' },
  { name: 'DroppedNeedle, auto only', right: 52, precision: 0.83, recall: 0.71, perSecond: '14,000–16,000' },
  { name: 'beets 1.6 track distance ≤ 0.15', right: 57, precision: 0.85, recall: 0.83, perSecond: '19,700' },
];

/** Best and worst of the rivals on the retrieval task, as stated in the project's goals. */
export const rivalRetrieval = { top1: 0.79, falseAcceptsFrom: 0.74, falseAcceptsTo: 0.99 } as const;
