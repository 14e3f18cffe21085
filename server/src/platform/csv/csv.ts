/** A value that a cell can hold; `null` is an empty cell. */
export type CsvValue = string | number | boolean | null;

/** Spreadsheets take a cell that begins so for a formula (OWASP, "CSV Injection"). */
const formula = /^[=+\-@\t\r]/;

/** One line of RFC 4180 with its line end. Text that a spreadsheet would take for a formula gets a leading apostrophe; numbers stay numbers. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

function cell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
