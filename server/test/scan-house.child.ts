import { openDatabase } from '#platform/database';
import { createScanHouse } from './scan-house.ts';

/** Goes on with the running scan until it ends or the process is killed; its parent reads the lines it prints. Arguments: one JSON object. */
interface Orders {
  readonly connection: Parameters<typeof openDatabase>[0]['connection'];
  readonly musicDir: string;
}

const orders = JSON.parse(process.argv[2] ?? '{}') as Orders;
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const { db, close } = openDatabase({ connection: orders.connection, maxConnections: 3, log });
const house = createScanHouse({ db, musicDir: orders.musicDir });
process.stdout.write('begins\n');
for (;;) {
  const run = await house.runs.newest();
  if (run?.status !== 'running') break;
  await house.run({ type: 'library_scan', payload: { scanId: run.id, part: run.part } });
}
process.stdout.write('ended\n');
await house.close();
await close();
process.exit(0);
