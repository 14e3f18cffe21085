/** The state of everything that answers are made of. */
export interface HouseState {
  /** Hears the name of the state as of now, or why nobody knows it. */
  hear(told: (name: string) => void, fault: (error: unknown) => void): void;
  /** Something changed that the database does not know. */
  changed(): void;
}

/**
 * Builds it over `version` (`CacheOptions`). `onNew` is called as soon as the state is another than the last that was heard of. What the database does
 * not know counts up to the moment of the answer: later than the question, and before anything is made or given upon it.
 */
export function createHouseState(version: () => Promise<string>, onNew: () => void): HouseState {
  let epoch = 0;
  let latest = { version: '', epoch: -1, name: '' };
  const nameOf = (heard: string): string => {
    if (heard === latest.version && epoch === latest.epoch) return latest.name;
    latest = { version: heard, epoch, name: `${epoch} ${heard}` };
    onNew();
    return latest.name;
  };
  return {
    hear(told, fault) {
      version().then((heard) => told(nameOf(heard)), fault);
    },
    changed() {
      epoch += 1;
    },
  };
}
