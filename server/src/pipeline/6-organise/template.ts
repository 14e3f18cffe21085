/** What a template can say about a track. Each field says with which word it stands in when the track has no such thing. */
export const namingFields = {
  albumartist: 'Artist of the album, else the main artist of the track',
  artist: 'Main artist of the track',
  album: 'Title of the album',
  title: 'Title of the track',
  track: 'Number of the track, two digits at least',
  disc: 'Number of the disc, only when the album has more than one',
  year: 'Year of the release',
  date: 'Date of the release as far as it is known',
  isrc: 'ISRC of the recording',
  initial: 'First letter of the album artist, # for anything but a letter',
  format: 'Kind of file in capitals: FLAC, MP3 …',
} as const;

/** Name of a field. */
export type NamingField = keyof typeof namingFields;

/** A piece of a template: written as it is, a field, or a part that only stands when all of its fields are known. */
export type TemplatePiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly field: NamingField }
  | { readonly kind: 'optional'; readonly pieces: readonly TemplatePiece[] };

/** A template that was understood: folders from the music folder downwards, and the file's name without its extension. */
export interface NamingTemplate {
  readonly text: string;
  readonly folders: readonly (readonly TemplatePiece[])[];
  readonly file: readonly TemplatePiece[];
}

/** A template, or why it is none, as a sentence for people. */
export type ParsedTemplate =
  | { readonly ok: true; readonly template: NamingTemplate }
  | { readonly ok: false; readonly why: string };

/** `Artist/Album (Disc n)/NN - Title`, as Harmony always did it. */
export const defaultTemplateText = '{albumartist}/{album}[ (Disc {disc})]/[{track} - ]{title}';

const longest = 300;
const mostFolders = 7;
const illegal = /[<>:"\\|?*\p{Cc}]/u;
const reserved = /[{}[\]]/u;

/**
 * Reads a template: `/` between folders, `{field}` for what the track says, `[…]` around what only stands when every field in it is known.
 * The last part must hold `{title}`, so that two tracks of an album do not fight for one name.
 */
export function parseTemplate(text: string): ParsedTemplate {
  const no = (why: string): ParsedTemplate => ({ ok: false, why });
  if (text.trim() === '') return no('The template is empty.');
  if (text.length > longest) return no(`The template is longer than ${longest} characters.`);
  const bad = illegal.exec(text)?.[0];
  if (bad !== undefined)
    return no(`The character ${JSON.stringify(bad)} cannot stand in the name of a file on every system.`);
  const parts: (readonly TemplatePiece[])[] = [];
  for (const part of text.split('/')) {
    if (part.trim() === '') return no('A folder of the template has no name; is there a / too many?');
    if (/^[. ]+$/u.test(part)) return no(`A folder cannot be called ${JSON.stringify(part)}.`);
    const pieces = parsePieces(part, false);
    if (typeof pieces === 'string') return no(pieces);
    parts.push(pieces);
  }
  const file = parts.pop() ?? [];
  if (parts.length > mostFolders) return no(`There are more than ${mostFolders} folders.`);
  if (!file.some((piece) => piece.kind === 'field' && piece.field === 'title'))
    return no('The last part, which names the file, must hold {title} outside of brackets.');
  return { ok: true, template: { text, folders: parts, file } };
}

/** A template that is known to be one. Throws on others. */
export function templateOf(text: string): NamingTemplate {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error(parsed.why);
  return parsed.template;
}

/** The default as a template. */
export const defaultTemplate: NamingTemplate = templateOf(defaultTemplateText);

function isField(name: string): name is NamingField {
  return Object.hasOwn(namingFields, name);
}

/** The pieces of one folder or file name; a sentence when they cannot be read. */
function parsePieces(part: string, nested: boolean): TemplatePiece[] | string {
  const pieces: TemplatePiece[] = [];
  let rest = part;
  while (rest !== '') {
    if (rest.startsWith('{')) {
      const name = /^\{([^{}[\]]*)\}/u.exec(rest)?.[1];
      if (name === undefined) return `A { in ${JSON.stringify(part)} has no } after it.`;
      if (!isField(name)) return `There is no field {${name}}. There are: ${Object.keys(namingFields).join(', ')}.`;
      pieces.push({ kind: 'field', field: name });
      rest = rest.slice(name.length + 2);
    } else if (rest.startsWith('[')) {
      if (nested) return 'Brackets cannot stand inside brackets.';
      const end = rest.indexOf(']');
      if (end === -1) return `A [ in ${JSON.stringify(part)} has no ] after it in the same folder.`;
      const inner = parsePieces(rest.slice(1, end), true);
      if (typeof inner === 'string') return inner;
      if (!inner.some((piece) => piece.kind === 'field')) return 'Brackets must hold a field.';
      pieces.push({ kind: 'optional', pieces: inner });
      rest = rest.slice(end + 1);
    } else {
      const length = rest.search(reserved);
      const text = length === -1 ? rest : rest.slice(0, length);
      if (text === '') return `A ${rest[0] ?? ''} in ${JSON.stringify(part)} has nothing before it that it closes.`;
      pieces.push({ kind: 'text', text });
      rest = rest.slice(text.length);
    }
  }
  return pieces;
}
