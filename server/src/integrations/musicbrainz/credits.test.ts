import { describe, expect, it } from 'vitest';
import type { WantedTrack } from '#music';
import { pickRecording, pickRelease } from './credits.ts';
import type { MbRecording, MbRelease } from './types.ts';

const track = (fields: Partial<WantedTrack> = {}): WantedTrack => ({
  title: 'Song',
  artists: ['Artist'],
  album: null,
  albumArtist: null,
  trackNumber: null,
  trackTotal: null,
  discNumber: null,
  discTotal: null,
  durationMs: 200_000,
  isrc: null,
  releaseDate: null,
  ...fields,
});
const release = (id: string, fields: Partial<MbRelease> = {}): MbRelease => ({
  id,
  title: 'Album',
  status: 'Official',
  date: '2001',
  country: null,
  barcode: null,
  disambiguation: null,
  group: {
    id: `${id}-group`,
    title: 'Album',
    primaryType: 'Album',
    secondaryTypes: [],
    firstReleaseDate: null,
    artists: [],
    genres: [],
  },
  artists: [],
  labels: [],
  cover: { front: false, count: 0 },
  media: [],
  ...fields,
});
const recording = (id: string, fields: Partial<MbRecording> = {}): MbRecording => ({
  id,
  title: 'Song',
  lengthMs: 200_000,
  disambiguation: null,
  isVideo: false,
  firstReleaseDate: null,
  artists: [{ artistId: 'a', name: 'Artist', joined: '' }],
  isrcs: [],
  genres: [],
  tags: [],
  releases: [],
  contributions: [],
  works: [],
  score: null,
  ...fields,
});

describe('the recording that is meant', () => {
  it.each([
    ['a live take is not the studio take', recording('x', { title: 'Song (live)' })],
    ['not even when only the comment says so', recording('x', { disambiguation: 'live, 2003: London' })],
    ['a code under the wrong song does not count', recording('x', { title: 'Other Song' })],
    ['nor one of another artist', recording('x', { artists: [{ artistId: 'b', name: 'Somebody', joined: '' }] })],
    ['nor one of another length', recording('x', { lengthMs: 245_000 })],
    ['a video is no recording', recording('x', { isVideo: true })],
  ])('%s', (_, found) => {
    expect(pickRecording(track(), [found])).toBeNull();
  });

  it('is the nearest in length, and a remaster is the same one', () => {
    const found = [recording('far', { lengthMs: 204_000 }), recording('near', { lengthMs: 201_000 })];
    expect(pickRecording(track({ title: 'Song - Remastered 2011' }), found)?.id).toBe('near');
  });

  it('is the one on the wanted album, whatever its length', () => {
    const onAlbum = recording('album', { lengthMs: 203_000, releases: [release('r', { title: 'The Álbum' })] });
    expect(pickRecording(track({ album: 'The Album' }), [recording('near'), onAlbum])?.id).toBe('album');
  });

  it('is not guessed when nothing tells several apart', () => {
    const found = [recording('one'), recording('two')];
    expect(pickRecording(track({ durationMs: null }), found)).toBeNull();
  });
});

describe('the release', () => {
  const group = { id: 'g', title: 'x', primaryType: 'Album', firstReleaseDate: null, artists: [], genres: [] };
  const live = release('live', { date: '1999', group: { ...group, secondaryTypes: ['Live'] } });
  const promo = release('promo', { status: 'Promotion', date: '1998' });

  it('is the earliest official studio album when no album is wanted', () => {
    expect(pickRelease(track(), [live, promo, release('late', { date: '2009' }), release('early')])?.id).toBe('early');
  });

  it('is that of the wanted album or none', () => {
    expect(pickRelease(track({ album: 'Elsewhere' }), [release('early')])).toBeNull();
  });
});
