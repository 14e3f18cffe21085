/** A line for the environment file; quoted where its reader would otherwise cut it. */
export function environmentLine(name: string, value: string): string {
  if (!/[\s#'"`$\\]/.test(value)) return `${name}=${value}`;
  const quote = ["'", '"', '`'].find((each) => !value.includes(each)) ?? "'";
  return `${name}=${quote}${value}${quote}`;
}
