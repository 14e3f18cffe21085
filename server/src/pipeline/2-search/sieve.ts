import { isAudioExtension, type Judgement, type OfferedFile, type Verdict, type WantedTrack } from '#music';

/** The matching engine's opinion, injected by the composition root. */
export type Judge = (wanted: WantedTrack, files: readonly OfferedFile[]) => readonly Judgement[];

/** Smaller files hold no track, larger ones are whole albums or films. */
const minBytes = 16 * 1024;
const maxBytes = 4 * 1024 ** 3;
const order: Record<Verdict, number> = { auto: 0, review: 1, reject: 2 };

/**
 * What is worth keeping of an answer: audio files of sane size, the likeliest first, at most `limit`. `auto` names those that the engine
 * would take without asking.
 */
export function sieve(
  wanted: WantedTrack,
  files: readonly OfferedFile[],
  judge: Judge,
  limit: number,
): { readonly kept: readonly OfferedFile[]; readonly auto: ReadonlySet<string> } {
  const audio = files.filter(
    (file) =>
      file.extension !== null &&
      isAudioExtension(file.extension) &&
      file.sizeBytes >= minBytes &&
      file.sizeBytes <= maxBytes,
  );
  const opinions = new Map(judge(wanted, audio).map((judgement) => [judgement.fileId, judgement]));
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
