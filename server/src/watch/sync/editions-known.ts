import { readDate } from '../dates.ts';

/** A release as it stands among those of its title. */
export interface Edition {
  readonly sourceId: string;
  readonly groupKey: string;
  readonly title: string;
  readonly date: string | null;
  /** Wished or there before: nothing takes its place any more. */
  readonly settled: boolean;
}

/** The same title within this many days is the same release listed twice; later it is another album of that name. */
const sameListingDays = 45;

/** Which releases are editions of others: of one title the settled one counts, then the oldest. */
export interface Editions {
  note(edition: Edition): void;
  /** Another one of the same title stands before it. */
  isLater(edition: Edition): boolean;
}

/** An empty register. */
export function createEditions(): Editions {
  const byKey = new Map<string, Edition[]>();
  const rank = ({ settled, date, sourceId }: Edition): string => (settled ? '0' : `1${date ?? '9999'} ${sourceId}`);
  return {
    note(edition) {
      const list = byKey.get(edition.groupKey) ?? [];
      byKey.set(edition.groupKey, [...list.filter((each) => each.sourceId !== edition.sourceId), edition]);
    },
    isLater(edition) {
      const others = byKey.get(edition.groupKey) ?? [];
      return others.some(
        (other) => other.sourceId !== edition.sourceId && rank(other) < rank(edition) && areEditions(other, edition),
      );
    },
  };
}

function areEditions(a: Edition, b: Edition): boolean {
  if (a.title.trim().toLowerCase() !== b.title.trim().toLowerCase()) return true;
  const [first, second] = [readDate(a.date), readDate(b.date)];
  if (first === null || second === null) return true;
  const days = Math.abs(Date.parse(first.from) - Date.parse(second.from)) / 86_400_000;
  return days <= sameListingDays;
}
