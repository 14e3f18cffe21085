import type { FoundLyrics } from '../ports.ts';

/** The line by which a file that we wrote is told from one of somebody else's. */
const ours = '[re:Harmony]';

/** Whether we wrote this LRC text. */
export function isOurs(lrc: string): boolean {
  return lrc.split('\n', 20).some((line) => line.trim() === ours);
}

/** What is written into the `.lrc`: our header, then the source's own lines. Texts of ours have line feeds and no byte order mark. */
export function composeLrc(
  found: FoundLyrics,
  song: {
    readonly title: string;
    readonly artist: string;
    readonly album: string | null;
    readonly durationMs: number | null;
  },
  options: { readonly spread: boolean },
): string {
  const head = [
    ours,
    tag('ti', song.title),
    tag('ar', song.artist),
    ...(song.album === null ? [] : [tag('al', song.album)]),
  ];
  return [...head, ...bodyOf(found, song.durationMs, options.spread), ''].join('\n');
}

function bodyOf(found: FoundLyrics, durationMs: number | null, spread: boolean): string[] {
  if (found.kind === 'instrumental') return ['[00:00.00]'];
  const lines = cleanLines(found.kind === 'synced' ? found.lrc : found.text);
  if (found.kind === 'synced') return lines.filter((line) => !/^\[(?:re|ti|ar|al):/i.test(line));
  if (!spread) return lines;
  const sung = lines.filter((line) => line !== '');
  // contract §7.4: at least half a second a line, five seconds where nobody knows the length
  const step = durationMs === null ? 5 : Math.max(durationMs / 1000 / Math.max(sung.length, 1), 0.5);
  return sung.map((line, at) => `${stamp(at * step)}${line}`);
}

/** The words alone, without times and headers. */
export function wordsOf(found: FoundLyrics): string {
  if (found.kind === 'instrumental') return '';
  if (found.kind === 'plain') return cleanLines(found.text).join('\n').trim();
  const sung = cleanLines(found.lrc).flatMap((line) => {
    if (/^\[[a-z]+:/i.test(line)) return [];
    const words = line.replace(/^(?:\[\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?\]\s*)+/, '').replace(/<\d+:\d+(?:\.\d+)?>/g, '');
    return [words.trim()];
  });
  return sung.join('\n').trim();
}

function cleanLines(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .toWellFormed()
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/\p{Cc}+/gu, ' ').trimEnd());
}

function tag(name: string, value: string): string {
  return `[${name}:${value.replace(/[\p{Cc}[\]]+/gu, ' ').trim()}]`;
}

/** `[mm:ss.xx]`. */
function stamp(seconds: number): string {
  const hundredths = Math.round(seconds * 100);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `[${two(Math.floor(hundredths / 6000))}:${two(Math.floor(hundredths / 100) % 60)}.${two(hundredths % 100)}]`;
}
