import {
  compact,
  isAudioExtension,
  type Judgement,
  type OfferedFile,
  parseTitle,
  type Reason,
  type Verdict,
  type WantedTrack,
} from '#music';
import { formatOf, type QualityProfile, qualityRank, refusal } from './quality.ts';

/** Judges every offered file against one wanted track. */
export function judge(
  wanted: WantedTrack,
  files: readonly OfferedFile[],
  profile: QualityProfile,
): readonly Judgement[] {
  const title = parseTitle(wanted.title);
  const base = title.base.join('');
  const artists = wanted.artists.map((artist) => compact(artist)).filter((artist) => artist !== '');
  const places: readonly Verdict[] = ['auto', 'review', 'reject'];
  return files
    .map((file) => {
      const reasons: Reason[] = [];
      const name = file.path.split(/[\\/]/).at(-1) ?? '';
      const path = compact(file.path);
      const off =
        file.lengthS !== null && wanted.durationMs !== null ? Math.abs(file.lengthS - wanted.durationMs / 1000) : null;
      if (!isAudioExtension(formatOf(file)))
        reasons.push({ rule: 'not-audio', weight: -1, sentence: 'The file is not an audio file.' });
      if (base === '' || !compact(name).includes(base))
        reasons.push({ rule: 'title-missing', weight: -1, sentence: 'The title is not in the file name.' });
      if (!artists.some((artist) => path.includes(artist)))
        reasons.push({ rule: 'artist-missing', weight: -0.4, sentence: 'The artist is nowhere in the path.' });
      if (off !== null && off > 10)
        reasons.push({
          rule: 'duration-off',
          weight: -1,
          sentence: `The length differs by ${Math.round(off)} seconds.`,
        });
      const refused = refusal(file, profile);
      if (refused !== null) reasons.push({ rule: 'quality-below-profile', weight: -1, sentence: refused });
      const score = Math.max(0, 1 + reasons.reduce((sum, reason) => sum + reason.weight, 0));
      const verdict: Verdict = reasons.some((reason) => reason.weight <= -1)
        ? 'reject'
        : score < 0.7
          ? 'review'
          : 'auto';
      return { file, judgement: { fileId: file.id, verdict, score, reasons } };
    })
    .sort((a, b) => {
      const first =
        places.indexOf(a.judgement.verdict) - places.indexOf(b.judgement.verdict) ||
        b.judgement.score - a.judgement.score;
      if (first !== 0) return first;
      const [left, right] = [qualityRank(a.file, profile), qualityRank(b.file, profile)];
      for (let k = 0; k < left.length; k += 1) if (left[k] !== right[k]) return (left[k] ?? 0) - (right[k] ?? 0);
      return (
        Number(b.file.freeSlot) - Number(a.file.freeSlot) ||
        a.file.queueLength - b.file.queueLength ||
        b.file.speedBps - a.file.speedBps
      );
    })
    .map(({ judgement }) => judgement);
}
