/** What an XML text says, in order. */
export type XmlEvent =
  | { readonly kind: 'open'; readonly name: string }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

const maxToken = 65_536;
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * A small pull-free XML scanner for plist and XSPF: elements and text. Comments, processing instructions and DOCTYPE are skipped, so no entity or
 * external file is ever resolved (XXE); only the five predefined entities and character references are decoded.
 */
export function xmlScanner(): { push(text: string): XmlEvent[] } {
  let pending = '';
  return {
    push(text) {
      pending += text;
      const events: XmlEvent[] = [];
      let at = 0;
      while (at < pending.length) {
        const open = pending.indexOf('<', at);
        const textEnd = open < 0 ? pending.length : open;
        if (open < 0 && pending.length - at < maxToken) break;
        if (textEnd > at)
          events.push({ kind: 'text', text: decodeEntities(pending.slice(at, Math.min(textEnd, at + maxToken))) });
        at = textEnd;
        if (open < 0) break;
        const end = endOfMarkup(pending, open);
        if (end < 0) {
          // A "<" that never closes: what came so far is lost, or each of many would be searched to the end again.
          if (pending.length - open > maxToken) at = pending.length;
          break;
        }
        markup(pending.slice(open, end), events);
        at = end;
      }
      pending = pending.slice(at);
      return events;
    },
  };
}

function endOfMarkup(text: string, open: number): number {
  const after = (mark: string): number => {
    const found = text.indexOf(mark, open);
    return found < 0 ? -1 : found + mark.length;
  };
  if (text.startsWith('<!--', open)) return after('-->');
  if (text.startsWith('<![CDATA[', open)) return after(']]>');
  if (text.startsWith('<!DOCTYPE', open)) {
    const subset = text.indexOf('[', open);
    const end = after('>');
    return subset >= 0 && end >= 0 && subset < end ? after(']>') : end;
  }
  return after('>');
}

function markup(text: string, events: XmlEvent[]): void {
  if (text.startsWith('<![CDATA[')) {
    events.push({ kind: 'text', text: text.slice(9, -3) });
    return;
  }
  if (text.startsWith('<!') || text.startsWith('<?')) return;
  const name = /^<\/?\s*(?:[\w.-]+:)?([\w.-]+)/.exec(text)?.[1];
  if (name === undefined) return;
  if (text.startsWith('</')) events.push({ kind: 'close', name });
  else {
    events.push({ kind: 'open', name });
    if (text.endsWith('/>')) events.push({ kind: 'close', name });
  }
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi,
    (whole, decimal?: string, hex?: string, word?: string) => {
      if (word !== undefined) return named[word] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
