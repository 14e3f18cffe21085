/**
 * Remembers the answers of a pure function of one text, at most `limit` of them; then it starts afresh, so memory stays bounded whatever peers send.
 * Long texts are not remembered.
 */
export function memo<Value>(limit: number, make: (text: string) => Value): (text: string) => Value {
  let known = new Map<string, Value>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (text.length <= 200) {
      if (known.size >= limit) known = new Map();
      known.set(text, made);
    }
    return made;
  };
}
