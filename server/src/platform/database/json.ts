/**
 * Text for a jsonb column. Use it for every jsonb value: `pg` would send an array as a PostgreSQL array,
 * and jsonb refuses the character U+0000 (peers do send it), which is dropped here.
 */
export function json(value: unknown): string {
  const text = JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'string' ? item.replaceAll('\u0000', '').toWellFormed() : item,
  );
  if (text === undefined) throw new TypeError('undefined has no JSON form.');
  return text;
}
