import { type Entry, type RejectedEntry, rejected } from '../entry.ts';
import { excerpt } from '../fields/clean.ts';
import type { OpenList, Refusal } from '../open-list.ts';
import { type Member, openArchive } from './archive.ts';

/** How a member is opened: the same way as a single file. */
export type OpenMember = (source: AsyncIterable<Uint8Array>, maxEntries: number) => Promise<OpenList | Refusal>;

const refusals = {
  broken: 'The ZIP archive is damaged; download it again.',
  encrypted: 'The ZIP archive is encrypted; unpack it and send the lists in it.',
  too_many: 'The ZIP archive holds too many files; send the lists in it one by one.',
} as const;

/**
 * The lists in a ZIP archive (account data of Spotify, all lists of Exportify), one after the other; lines are numbered through. Files
 * without tracks are skipped with one reason each, so that personal files of an account export leave no trace but their name.
 */
export function openZip(
  bytes: Buffer,
  maxUnpacked: number,
  maxEntries: number,
  openMember: OpenMember,
): OpenList | Refusal {
  const archive = openArchive(bytes, maxUnpacked);
  if (archive.kind !== 'archive')
    return { kind: 'refused', code: `${archive.kind}_archive`, sentence: refusals[archive.kind] };
  const tally = { beyondLimit: 0, ignored: 0 };

  async function* entries(): AsyncGenerator<readonly Entry[]> {
    let taken = 0;
    let base = 0;
    for (const member of archive.kind === 'archive' ? archive.members : []) {
      const from = base;
      const place = (line: number, raw: string) => ({ line: from + line, raw: excerpt(`${member.name}: ${raw}`) });
      const list = await openMember(member.open(), Math.max(0, maxEntries - taken));
      let found: RejectedEntry | null = problemOf(member, place(1, ''));
      if (found === null && list.kind === 'refused')
        found = rejected('skipped', place(1, ''), 'not_a_list', list.sentence);
      if (found === null && list.kind === 'list') {
        for await (const group of withTracks(list)) {
          taken += group.length;
          base = Math.max(base, ...group.map((entry) => from + entry.line));
          yield group.map((entry) => ({ ...entry, ...place(entry.line, entry.raw) }));
        }
        tally.beyondLimit += list.tally.beyondLimit;
        tally.ignored += list.tally.ignored;
        const none = base === from && list.tally.beyondLimit === 0;
        found =
          problemOf(member, place(base - from + 1, '')) ??
          (none ? rejected('skipped', place(1, ''), 'not_a_list', 'This file holds no tracks.') : null);
      }
      if (found === null) continue;
      base = found.line;
      if (taken >= maxEntries) tally.beyondLimit += 1;
      else {
        taken += 1;
        yield [found];
      }
    }
  }
  return { kind: 'list', format: 'zip', encoding: 'utf-8', entries, tally };
}

function problemOf(member: Member, place: { readonly line: number; readonly raw: string }): RejectedEntry | null {
  switch (member.problem()) {
    case null:
      return null;
    case 'damaged':
      return rejected(
        'failed',
        place,
        'damaged_file',
        'This file in the archive is damaged; download the archive again.',
      );
    case 'too_large':
      return rejected(
        'failed',
        place,
        'too_large',
        'The archive unpacks to far more than may be imported; send the lists in it one by one.',
      );
  }
}

/** The groups of a list; of a JSON document without any track none at all: it is about something else. */
async function* withTracks(list: OpenList): AsyncGenerator<readonly Entry[]> {
  const held: (readonly Entry[])[] = [];
  let aboutTracks = list.format !== 'json';
  for await (const group of list.entries()) {
    aboutTracks ||= group.some((entry) => entry.kind === 'track' || entry.kind === 'link');
    if (aboutTracks) yield* [...held.splice(0), group];
    else if (held.length < 100) held.push(group);
  }
}
