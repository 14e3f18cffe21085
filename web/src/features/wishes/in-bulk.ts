/** Requests at the same time: enough to be quick, too few to hold up the page's own. */
const together = 4;

/** Does the same to many, a few at a time. One that is refused does not stop the others. */
export async function inBulk<Item>(
  items: readonly Item[],
  does: (item: Item) => Promise<unknown>,
): Promise<{ changed: Item[]; failed: number }> {
  const changed: Item[] = [];
  const waiting = [...items];
  const work = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      try {
        await does(item);
        changed.push(item);
      } catch {
        // Counted below; the server has said no to this one, or did not answer.
      }
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  return { changed, failed: items.length - changed.length };
}
