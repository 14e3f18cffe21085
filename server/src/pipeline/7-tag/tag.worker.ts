import { serveThread } from '#platform/files';
import { readTags } from './tag.read.ts';
import { writeTags } from './tag.write.ts';
import type { TagTask } from './tagger.ts';
import type { Tags } from './tags.ts';

serveThread<TagTask, Partial<Tags>>(async (task) => {
  writeTags(task.path, task.format, task.tags);
  return readTags(task.path);
});
