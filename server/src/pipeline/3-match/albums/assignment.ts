/**
 * Assigns rows to columns so that the summed gain is greatest (the Hungarian method with potentials, Kuhn 1955 / Jonker and Volgenant 1987; O(rows² ·
 * columns)). Greedy picking would give a file to the first track it fits a little. Gains are 0 or more; a pair without gain is left out.
 * Returns the column of every row, -1 for none.
 */
export function assign(gains: readonly (readonly number[])[]): readonly number[] {
  const rows = gains.length;
  const columns = Math.max(rows, ...gains.map((row) => row.length));
  const cost = (row: number, column: number): number => -(gains[row]?.[column] ?? 0);
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const wayBack = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row += 1) {
    rowOf[0] = row;
    let column = 0;
    const least = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
    const visited = new Uint8Array(columns + 1);
    do {
      visited[column] = 1;
      const from = rowOf[column] as number;
      let delta = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let to = 1; to <= columns; to += 1) {
        if (visited[to] === 1) continue;
        const reduced = cost(from - 1, to - 1) - (rowPotential[from] as number) - (columnPotential[to] as number);
        if (reduced < (least[to] as number)) {
          least[to] = reduced;
          wayBack[to] = column;
        }
        if ((least[to] as number) < delta) {
          delta = least[to] as number;
          next = to;
        }
      }
      for (let to = 0; to <= columns; to += 1) {
        if (visited[to] === 1) {
          rowPotential[rowOf[to] as number] = (rowPotential[rowOf[to] as number] as number) + delta;
          columnPotential[to] = (columnPotential[to] as number) - delta;
        } else least[to] = (least[to] as number) - delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    do {
      const previous = wayBack[column] as number;
      rowOf[column] = rowOf[previous] as number;
      column = previous;
    } while (column !== 0);
  }
  const columnOf = Array.from({ length: rows }, () => -1);
  for (let column = 1; column <= columns; column += 1) {
    const row = (rowOf[column] as number) - 1;
    if (row >= 0 && (gains[row]?.[column - 1] ?? 0) > 0) columnOf[row] = column - 1;
  }
  return columnOf;
}
