import { serveThread } from '#platform/files';
import { readKept, readTags } from './tag.read.ts';
import { writeTags } from './tag.write.ts';
import type { TagTask } from './tagger.ts';
import type { Tags } from './tags.ts';

serveThread<TagTask, Partial<Tags>>(async (task) => {
  const before = await readKept(task.path);
  writeTags(task.path, task.format, task.tags);
  if ((await readKept(task.path)) !== before) throw new Error('covers or other tags would have been lost');
  return readTags(task.path);
});
