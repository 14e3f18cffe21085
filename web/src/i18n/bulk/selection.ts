/** Which rows are chosen. `null` in place of one: nobody chooses. */
export interface Selection {
  readonly ids: ReadonlySet<number>;
  /** All that match the filter, also those that are not loaded; then `ids` are only what the list shows of them. */
  readonly everything: boolean;
  /** Where a range begins. */
  readonly anchor: number | null;
}

/** Choosing has begun, nothing is chosen yet. */
export const nothing: Selection = { ids: new Set(), everything: false, anchor: null };

/** One row more or less. */
export function toggled(selection: Selection, id: number): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, everything: false, anchor: id };
}

/** Everything from the row that was chosen last to this one, as the list stands; without one before it, this row. */
export function extended(selection: Selection, to: number, order: readonly number[]): Selection {
  const end = order.indexOf(to);
  const start = selection.anchor === null ? -1 : order.indexOf(selection.anchor);
  if (start < 0 || end < 0) return { ...toggled({ ...selection, ids: without(selection.ids, to) }, to) };
  const between = order.slice(Math.min(start, end), Math.max(start, end) + 1);
  return { ids: new Set([...selection.ids, ...between]), everything: false, anchor: selection.anchor };
}

/** All rows that the list has loaded. */
export function allOf(order: readonly number[]): Selection {
  return { ids: new Set(order), everything: false, anchor: order[0] ?? null };
}

/** Rows that have left the list are not chosen any more: nothing is done with what nobody sees. */
export function kept(selection: Selection, order: readonly number[]): Selection {
  if (selection.everything) return { ...selection, ids: new Set(order) };
  const shown = new Set(order);
  const ids = [...selection.ids].filter((id) => shown.has(id));
  return ids.length === selection.ids.size ? selection : { ...selection, ids: new Set(ids) };
}

function without(ids: ReadonlySet<number>, id: number): Set<number> {
  const rest = new Set(ids);
  rest.delete(id);
  return rest;
}
