import { type HttpProblem, problem } from '#http';
import { breather } from '../lists/read.ts';

/** Anything that stands between links in a text or a table. */
const separators = /[\s,;|"'<>]+/;
const linkLike = /^(?:\w+:\/\/|spotify:|[0-9A-Za-z]{22}$)/i;

/**
 * The links in the body of `POST /imports/free`: JSON `{links:[…]}`, a table or a text with links in its lines; a line of text
 * without any counts as one that is bad. Stops when there are more than `most`. Throws a 400 with the reason codes of contract §9.4.
 */
export async function linksOfBody(body: Buffer, contentType: string, most: number): Promise<readonly string[]> {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const text = decode(body, contentType);
  if (type === 'application/json') return linksOfJson(text);
  const breathe = breather(8);
  const links: string[] = [];
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    if (index % 200 === 199) await breathe();
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const found = line.split(separators).filter((word) => linkLike.test(word));
    if (found.length === 0 && type === 'text/plain') found.push(line.trim());
    links.push(...found);
    if (links.length > most) break;
  }
  return links;
}

function linksOfJson(text: string): readonly string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw badBody('INVALID_JSON', 'The body is no whole JSON.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw badBody('INVALID_JSON_STRUCTURE', 'The body must be an object with the field "links".');
  const { links } = parsed as { links?: unknown };
  if (links === undefined) throw badBody('MISSING_LINKS_FIELD', 'The field "links" is missing.');
  if (!Array.isArray(links) || !links.every((link) => typeof link === 'string'))
    throw badBody('INVALID_LINKS_TYPE', 'The field "links" must be a list of texts.');
  return links;
}

function decode(body: Buffer, contentType: string): string {
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    throw badBody('UNKNOWN_CHARSET', `The charset "${charset.slice(0, 40)}" is unknown; send UTF-8.`);
  }
}

/** A 400 about the body of links, with a reason for programs. */
export function badBody(reason: string, sentence: string, meta: Record<string, unknown> = {}): HttpProblem {
  return problem(400, 'VALIDATION_ERROR', sentence, {
    reason,
    fields: [{ name: 'links', message: sentence }],
    ...meta,
  });
}
