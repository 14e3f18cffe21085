import { serveThread } from '#platform/files';
import { type FoundTags, readTags } from './tag.read.ts';
import { writeTags } from './tag.write.ts';
import type { TagTask } from './tagger.ts';
import type { TagField } from './tags.ts';

serveThread<TagTask, FoundTags>(async (task) => {
  if (task.kind === 'read') return await readTags(task.path);
  const writing = Object.keys(task.tags) as TagField[];
  const before = await readTags(task.path, writing);
  writeTags(task.path, task.format, task.tags, task.cover);
  const after = await readTags(task.path, writing);
  const gone = before.pictures.filter(({ kind }) => task.cover === undefined || !replacedBy(kind));
  const there = new Set(after.pictures.map(({ sha256 }) => sha256));
  if (after.kept !== before.kept || gone.some(({ sha256 }) => !there.has(sha256)))
    throw new Error('covers or other tags would have been lost');
  if (task.cover !== undefined && !there.has(task.cover.sha256))
    throw new Error('the cover did not read back as written');
  return after;
});

/** A new cover takes the place of the front cover and of pictures whose kind is not told. */
function replacedBy(kind: string): boolean {
  return kind === 'Cover (front)' || kind === 'Other';
}
