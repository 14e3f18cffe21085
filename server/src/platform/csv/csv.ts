/** A value that a cell can hold; `null` is an empty cell. */
export type CsvValue = string | number | boolean | null;

/**
 * Spreadsheets take a cell that begins so for a formula (OWASP, "CSV Injection"), some of them also in full width. Where they part cells at semicolons,
 * as in German, or at tabs, a cell may begin within our text, and quotes do not hold them up.
 */
const formula = /(^|[;\t\r\n])( *[=+\-@＝＋－＠])/g;
const control = /^[\t\r\n]/;

/** One line of RFC 4180 with its line end. Where a spreadsheet would take text for a formula it gets an apostrophe in front; numbers stay numbers. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

function cell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = value.replaceAll(formula, "$1'$2").replace(control, "'$&");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
