import { describe, expect, test } from 'vitest';
import { creditFeatured, sniffJoiner, splitArtists } from './credits.ts';

describe('a cell of joined artists', () => {
  test.each([
    ['A', ['A']],
    ['A, B', ['A', 'B']],
    ['A,B', ['A', 'B']],
    ['A;B', ['A', 'B']],
    ['Tyler, The Creator;Kali Uchis', ['Tyler, The Creator', 'Kali Uchis']],
    ['Tyler, The Creator,Kali Uchis', ['Tyler, The Creator', 'Kali Uchis']],
    ['Tyler, The Creator, Kali Uchis', ['Tyler, The Creator', 'Kali Uchis']],
    ['Kali Uchis, Tyler, The Creator', ['Kali Uchis', 'Tyler, The Creator']],
    ['Earth, Wind & Fire', ['Earth, Wind & Fire']],
    ['Earth, Wind & Fire, The Emotions', ['Earth, Wind & Fire', 'The Emotions']],
    ['The "Quoted"\\, Comma, B', ['The "Quoted", Comma', 'B']],
    ['Simon & Garfunkel', ['Simon & Garfunkel']],
    ['A feat. B', ['A', 'B']],
    ['A ft B, C', ['A', 'B', 'C']],
    ['A, a, A', ['A']],
    [' ; ;', []],
  ])('%j names %j', (cell, expected) => {
    expect(splitArtists(cell)).toEqual(expected);
  });

  test('is one name when there is one reference, and gives a surplus to the first', () => {
    expect(splitArtists('Black Country, Old Road', 'auto', 1)).toEqual(['Black Country, Old Road']);
    expect(splitArtists('Unknown, The Band, B', 'auto', 2)).toEqual(['Unknown, The Band', 'B']);
  });

  test('follows the joiner that other cells of the file show', () => {
    expect(sniffJoiner(['A', 'B;C', 'Unknown, The Band'])).toBe(';');
    expect(splitArtists('Unknown, The Band', ';')).toEqual(['Unknown, The Band']);
    expect(sniffJoiner(['A,B', 'Unknown, The Band'])).toBe(',');
    expect(splitArtists('Unknown, The Band', ',')).toEqual(['Unknown, The Band']);
    expect(sniffJoiner(['10,000 Maniacs', 'A, B'])).toBe('auto');
  });

  test('gains the guests of the title once', () => {
    expect(creditFeatured(['A & B'], 'Song (feat. B)')).toEqual(['A', 'B']);
    expect(creditFeatured(['A', 'B', 'C'], 'Song (feat. B & C)')).toEqual(['A', 'B', 'C']);
    expect(creditFeatured(['A'], 'Song (feat. B & C)')).toEqual(['A', 'B & C']);
    expect(creditFeatured(['A', 'B'], 'Song [ft. b]')).toEqual(['A', 'B']);
    expect(creditFeatured(['A'], 'Song (with love)')).toEqual(['A']);
  });
});
