import { writeFileSync } from 'node:fs';
import { demoTracks } from './demo-tracks.ts';
import { toExportify } from './playlist.ts';

// Writes the sample playlist again after its facts were changed; a test fails when the file is stale.
writeFileSync(new URL('../samples/demo-playlist.csv', import.meta.url), toExportify(demoTracks));
