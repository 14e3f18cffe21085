import { setImmediate as breathe } from 'node:timers/promises';
import {
  fold,
  isAudioExtension,
  type Judgement,
  type OfferedFile,
  parseTitle,
  romanise,
  type Verdict,
  type WantedTrack,
} from '#music';

/** The matching engine's opinion, injected by the composition root. */
export type Judge = (wanted: WantedTrack, files: readonly OfferedFile[]) => readonly Judgement[];

/** Smaller files hold no track, larger ones are whole albums or films. */
const minBytes = 16 * 1024;
const maxBytes = 4 * 1024 ** 3;
const order: Record<Verdict, number> = { auto: 0, review: 1, reject: 2 };
/** So many files are judged before others have their turn: a few milliseconds. */
const chunk = 250;

/** Audio files of sane size. */
export function audioOf(files: readonly OfferedFile[]): readonly OfferedFile[] {
  return files.filter(
    (file) =>
      file.extension !== null &&
      isAudioExtension(file.extension) &&
      file.sizeBytes >= minBytes &&
      file.sizeBytes <= maxBytes,
  );
}

/** What a sieve lets through. */
export interface Sieved {
  readonly kept: readonly OfferedFile[];
  /** Ids of those that the engine would take without asking. */
  readonly auto: ReadonlySet<string>;
}

/** What is worth keeping of an answer to a wish's own question: audio files, the likeliest first, at most `limit`. */
export async function sieve(
  wanted: WantedTrack,
  files: readonly OfferedFile[],
  judge: Judge,
  limit: number,
): Promise<Sieved> {
  const audio = audioOf(files);
  const opinions = new Map<string, Judgement>();
  for (let at = 0; at < audio.length; at += chunk) {
    if (at > 0) await breathe();
    for (const judgement of judge(wanted, audio.slice(at, at + chunk))) opinions.set(judgement.fileId, judgement);
  }
  const place = (file: OfferedFile): number => order[opinions.get(file.id)?.verdict ?? 'reject'];
  const score = (file: OfferedFile): number => opinions.get(file.id)?.score ?? 0;
  const kept = audio
    .toSorted(
      (a, b) =>
        place(a) - place(b) ||
        score(b) - score(a) ||
        Number(b.freeSlot) - Number(a.freeSlot) ||
        a.queueLength - b.queueLength,
    )
    .slice(0, limit);
  return { kept, auto: new Set(kept.filter((file) => place(file) === 0).map((file) => file.id)) };
}

/** Letters and digits only, so that `P.Y.T.` holds `pyt`. */
const squeezed = (text: string): string => fold(text).replace(/[^\p{L}\p{N}\p{M}]+/gu, '');

/** The same for what was found by a question that was not this wish's own: only what may be the track is kept. */
export async function sieveShared(
  wanted: WantedTrack,
  files: readonly OfferedFile[],
  judge: Judge,
  limit: number,
): Promise<Sieved> {
  // The engine need not look at files that hold no word of the title.
  const spelled = parseTitle(wanted.title).base.flatMap((word) => [word, romanise(word)]);
  const needles = [...new Set(spelled.map(squeezed))].filter((word) => word.length > 2 || /[^ -~]/.test(word));
  const near: OfferedFile[] = [];
  for (const [at, file] of files.entries()) {
    if (at > 0 && at % 1000 === 0) await breathe();
    if (needles.length === 0) near.push(file);
    else {
      const path = squeezed(file.path);
      if (needles.some((word) => path.includes(word))) near.push(file);
    }
  }
  const rejected = new Set<string>();
  const seen: Judge = (of, some) => {
    const judgements = judge(of, some);
    for (const { fileId, verdict } of judgements) if (verdict === 'reject') rejected.add(fileId);
    return judgements;
  };
  const { kept, auto } = await sieve(wanted, near, seen, limit);
  return { kept: kept.filter(({ id }) => !rejected.has(id)), auto };
}
