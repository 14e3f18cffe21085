import { openDatabase } from '#platform/database';
import { createFileHouse } from './file-house.ts';

/** Runs one file stage over wishes until it is killed or done; its parent reads the lines it prints. Arguments: one JSON object. */
interface Orders {
  readonly connection: Parameters<typeof openDatabase>[0]['connection'];
  readonly root: string;
  readonly musicDir: string;
  readonly downloadsDir: string;
  readonly wishId: number;
  readonly stage: 'organise' | 'tag';
}

const orders = JSON.parse(process.argv[2] ?? '{}') as Orders;
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const { db, close } = openDatabase({ connection: orders.connection, maxConnections: 3, log });
const house = await createFileHouse({ db, ...orders });
const wish = await house.wishes.find(orders.wishId);
if (wish === null) throw new Error('The wish is not there.');
process.stdout.write('begins\n');
const outcome = await house.run(house[orders.stage], wish);
process.stdout.write(`${outcome.kind}\n`);
await house.inspector.close();
await close();
process.exit(0);
