/** Lets only one piece of work per key run at a time; the others wait their turn in the order of asking. Within this process. */
interface KeyedLock<Key> {
  run<T>(key: Key, work: () => Promise<T>): Promise<T>;
}

/** Makes a lock; it keeps nothing of a key that nobody works on. */
export function createKeyedLock<Key>(): KeyedLock<Key> {
  const tails = new Map<Key, Promise<void>>();
  return {
    async run(key, work) {
      const before = tails.get(key);
      const turn = Promise.withResolvers<void>();
      tails.set(key, turn.promise);
      await before;
      try {
        return await work();
      } finally {
        if (tails.get(key) === turn.promise) tails.delete(key);
        turn.resolve();
      }
    },
  };
}
