import { describe, expect, it } from 'vitest';
import { growTree, musicIn, rowsOf } from './share-tree.ts';
import { inOrder, phaseOf, readTransfer, splitPath } from './transfers.ts';

const share = {
  directories: [
    {
      name: '@@abc\\Music\\Björk\\Homogenic',
      files: [{ filename: '02 - Jóga.flac', size: 3, bitRate: 900, length: 305 }],
    },
    { name: '@@abc\\Music\\Björk', files: [{ filename: 'folder.jpg', size: 1 }] },
    { name: '@@abc\\Music\\Air', files: [] },
  ],
  lockedDirectories: [{ name: '@@abc\\Private', files: [{ filename: 'a.mp3', size: 9 }] }],
};
const names = (rows: ReturnType<typeof rowsOf>): string[] =>
  rows.map((row) => `${'  '.repeat(row.depth)}${row.kind === 'folder' ? row.folder.name : row.file.name}`);

describe('a share', () => {
  it('grows into a tree out of flat folders, and shows what is open', () => {
    const tree = growTree(share);
    expect(tree.total).toBe(3);
    expect(names(rowsOf(tree, new Set()))).toEqual(['@@abc']);
    const open = new Set(['@@abc', '@@abc\\Music', '@@abc\\Music\\Björk']);
    expect(names(rowsOf(tree, open))).toEqual([
      '@@abc',
      '  Music',
      '    Air',
      '    Björk',
      '      Homogenic',
      '      folder.jpg',
      '  Private',
    ]);
  });

  it('keeps the path of a file exactly as the peer wrote it', () => {
    const [row] = rowsOf(growTree(share), new Set(), 'jóga').filter((each) => each.kind === 'file');
    expect(row).toMatchObject({ file: { path: '@@abc\\Music\\Björk\\Homogenic\\02 - Jóga.flac', size: 3 } });
    const unix = growTree({ directories: [{ name: 'a/b', files: [{ filename: 'c.mp3', size: 1 }] }] });
    expect(rowsOf(unix, new Set(), 'c.mp3').at(-1)).toMatchObject({ file: { path: 'a/b/c.mp3' } });
  });

  it('is sifted by words anywhere in the path', () => {
    expect(names(rowsOf(growTree(share), new Set(), 'björk FLAC'))).toEqual([
      '@@abc',
      '  Music',
      '    Björk',
      '      Homogenic',
      '        02 - Jóga.flac',
    ]);
    expect(rowsOf(growTree(share), new Set(), 'nothing of this')).toEqual([]);
  });

  it('offers only the music of a folder, and nothing of a locked one', () => {
    const tree = growTree(share);
    const folders = rowsOf(tree, new Set(), 'a').flatMap((row) => (row.kind === 'folder' ? [row.folder] : []));
    const of = (name: string) => musicIn(folders.find((folder) => folder.name === name) ?? tree).length;
    expect([of('Homogenic'), of('Björk'), of('Private')]).toEqual([1, 0, 0]);
  });

  it('of a hundred thousand files is there at once', () => {
    const directories = Array.from({ length: 8000 }, (_, at) => ({
      name: `@@x\\Artist ${at % 900}\\Album ${at}`,
      files: Array.from({ length: 13 }, (_file, track) => ({ filename: `${track}.flac`, size: track })),
    }));
    const tree = growTree({ directories });
    expect(tree.total).toBe(104_000);
    expect(rowsOf(tree, new Set(['@@x']))).toHaveLength(901);
    expect(rowsOf(tree, new Set(), '12.flac album')).toHaveLength(1 + 900 + 8000 + 8000);
  });
});

describe('a transfer', () => {
  it('is read from the flags of slskd', () => {
    expect(
      ['InProgress', 'Queued, Remotely', 'Completed, Succeeded', 'Completed, Errored', 'Completed, Cancelled'].map(
        phaseOf,
      ),
    ).toEqual(['running', 'waiting', 'done', 'failed', 'cancelled']);
  });

  it('without most of its facts is still shown, what moves first', () => {
    const bare = readTransfer({ id: 'a', username: 'u', filename: 'x\\y.mp3', state: 'Queued, Locally' });
    expect(bare).toMatchObject({ size: null, speed: null, percent: 0, phase: 'waiting' });
    const running = readTransfer({ id: 'b', username: 'u', filename: 'z', state: 'InProgress', percentComplete: 40 });
    expect(inOrder([bare, running]).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(splitPath(bare.filename)).toEqual({ folder: 'x', name: 'y.mp3' });
    expect(splitPath('z')).toEqual({ folder: '', name: 'z' });
  });
});
