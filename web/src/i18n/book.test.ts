import { describe, expect, it } from 'vitest';
import { createBook } from './book.ts';
import { createFormats } from './format.ts';
import sentences from './sentences-de.json' with { type: 'json' };

const forms = () => ({ ...createFormats('de'), field: (name: string) => (name === 'limit' ? 'Anzahl' : name) });
const read = createBook(sentences, forms);

describe('the book of sentences', () => {
  it('says a sentence with its values, in the order of the language', () => {
    expect(read('There is no wish 12.')).toBe('Es gibt keinen Wunsch 12.');
    expect(read('slskd at http://slskd:5030 did not answer within 2.5 s.')).toBe(
      'slskd hat unter http://slskd:5030 nicht innerhalb von 2,5 s geantwortet.',
    );
  });

  it('says a sentence inside of another, and several in a row', () => {
    expect(read('bob could not deliver: The peer is offline. Tried again later (2 of 5).')).toBe(
      'bob konnte nicht liefern: Der Anbieter ist offline. Es wird später noch einmal versucht (2 von 5).',
    );
    expect(read('The peer is offline. There is no wish 3. Nothing to do.')).toBe(
      'Der Anbieter ist offline. Es gibt keinen Wunsch 3. Es ist nichts zu tun.',
    );
  });

  it('leaves the names of others as they are, even when they are words of the book', () => {
    expect(read('folder does not share this file.')).toBe('folder teilt diese Datei nicht.');
  });

  it('writes moments and figures as the language does', () => {
    expect(read('Spotify is not asked before 2026-11-27T08:05:00.000Z.')).toMatch(/27\.11\.2026/);
    expect(read('The file is incomplete: 3.2 MB of 9.1 MB (3200000 of 9100000 bytes).')).toBe(
      'Die Datei ist unvollständig: 3,2 MB von 9,1 MB (3.200.000 von 9.100.000 Byte).',
    );
  });

  it('says what is wrong with a field', () => {
    expect(read('limit must be >= 1.')).toBe('Anzahl muss mindestens 1 sein.');
    expect(read('name must not be blank.')).toBe('name darf nicht leer sein.');
  });

  it('leaves alone what it does not know, and texts of any length', () => {
    expect(read('Somebody else wrote this.')).toBeNull();
    expect(read(`${'The file is '.repeat(100)}.`)).toBeNull();
    expect(read(' '.repeat(100_000))).toBeNull();
    expect(read('')).toBeNull();
  });
});
