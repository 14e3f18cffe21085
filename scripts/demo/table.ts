/** Width on a terminal: wide East Asian characters take two cells, combining marks none. */
function widthOf(text: string): number {
  let width = 0;
  for (const char of text) {
    if (/\p{Mn}|\p{Me}|\p{Cf}/u.test(char)) continue;
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(char)
      ? 2
      : 1;
  }
  return width;
}

function fit(text: string, cells: number): string {
  let shown = text;
  if (widthOf(shown) > cells) {
    const chars = [...text];
    while (chars.length > 0 && widthOf(chars.join('')) > cells - 1) chars.pop();
    shown = `${chars.join('')}…`;
  }
  return shown + ' '.repeat(Math.max(0, cells - widthOf(shown)));
}

/** Lays rows out in columns of these widths (terminal cells); longer text is cut. */
export function table(
  head: readonly string[],
  widths: readonly number[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => fit(cell, widths[index] ?? 20))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [line(head), rule, ...rows.map(line)].join('\n');
}
