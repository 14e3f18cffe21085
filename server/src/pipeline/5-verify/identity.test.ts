import { describe, expect, it } from 'vitest';
import { makeTrack } from '#test/file-house';
import { judgeIdentity } from './identity.ts';
import type { SoundAlike } from './ports.ts';

const track = makeTrack({ title: 'Copper Sun', artists: ['Delta Nine'] });
const heard = (recordings: readonly Partial<SoundAlike>[], score = 0.95) => ({
  kind: 'asked' as const,
  matches: [
    {
      acoustId: 'a',
      score,
      recordings: recordings.map((each) => ({
        id: 'b',
        title: 'Copper Sun',
        artists: ['Delta Nine'],
        sources: 12,
        ...each,
      })),
    },
  ],
});
const verdictOf = (recordings: readonly Partial<SoundAlike>[], score?: number, of = track) =>
  judgeIdentity(of, heard(recordings, score)).verdict;

describe('what a file sounds like', () => {
  it('is the wanted recording when one of its names is, remastered or not', () => {
    expect(verdictOf([{}])).toBe('same');
    expect(verdictOf([{ title: 'Copper Sun (Remastered 2011)' }])).toBe('same');
    expect(verdictOf([{ title: 'Quite Another', sources: 90 }, {}])).toBe('same');
    expect(judgeIdentity(track, heard([{}]))).toMatchObject({ confidence: 0.95, recording: { id: 'b' } });
  });

  it('is surely another one when all its names are another song, another artist or another take', () => {
    expect(verdictOf([{ title: 'Night Train' }])).toBe('other');
    expect(verdictOf([{ artists: ['Somebody Else'] }])).toBe('other');
    expect(verdictOf([{ title: 'Copper Sun (Live at Wembley)' }])).toBe('other');
    expect(judgeIdentity(track, heard([{ title: 'Night Train' }])).sentence).toBe(
      'It sounds like “Night Train” by Delta Nine, not like the wanted recording.',
    );
  });

  it('contradicts nothing when it is unsure, said by one person only, cut differently or written in another script', () => {
    expect(verdictOf([{ title: 'Night Train' }], 0.7)).toBe('unknown');
    expect(verdictOf([{ title: 'Night Train', sources: 1 }])).toBe('unknown');
    expect(verdictOf([{ title: 'Copper Sun (Radio Edit)' }])).toBe('unknown');
    expect(verdictOf([{ title: 'Copper Sun, Part the First of Nine' }])).toBe('unknown');
    expect(verdictOf([{ title: '銅の太陽', artists: ['デルタ・ナイン'] }])).toBe('unknown');
    expect(verdictOf([])).toBe('unknown');
  });

  it('is not known when nobody could be asked, with the reason', () => {
    expect(judgeIdentity(track, { kind: 'not_asked', why: 'No key.' })).toEqual({
      verdict: 'not_asked',
      confidence: 0,
      sentence: 'No key.',
      recording: null,
    });
  });
});
