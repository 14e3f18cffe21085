import { serveThread } from '#platform/files';
import { inspectAudio } from './inspect.ts';
import type { InspectTask } from './inspector.ts';
import type { Inspection } from './types.ts';

serveThread<InspectTask, Inspection>((task) => inspectAudio(task.path, task.checksum));
