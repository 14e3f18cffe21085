import { parseArgs } from 'node:util';
import { type AccessStore, asKeyName, createAccessStore, makeKey, type StoredKey } from '#access';
import { migrate, migrationState, openDatabase } from '#platform/database';
import { createLog } from '#platform/log';
import { withDatabase } from './backup-commands.ts';
import { exit, requireCurrent, say, tell } from './commands.ts';
import { type AllSettings, knownSecrets } from './settings.ts';

const usage = 64;
const scopes = ['read', 'operate', 'admin'] as const;
const forms = 'harmony key list, harmony key add NAME [--scope read|operate|admin] [--days N], harmony key revoke ID';
const dayMs = 86_400_000;
const longestDays = 36_500;

/** What somebody typed, understood. */
type Order =
  | { readonly does: 'list' }
  | { readonly does: 'add'; readonly name: string; readonly scope: StoredKey['scope']; readonly days: number | null }
  | { readonly does: 'revoke'; readonly id: number };

/**
 * `harmony key list|add|revoke`: API keys for people without a browser, also before the first start and beside a running Harmony. The key
 * that is made is all that goes to standard output. Answers the exit code.
 */
export async function keyCommand(settings: AllSettings, args: readonly string[]): Promise<number> {
  const order = understand(args);
  if (typeof order === 'string') {
    process.stderr.write(`harmony: ${order} Forms: ${forms}.\n`);
    return usage;
  }
  // standard output is for the key
  const log = createLog(settings.log, process.stderr, knownSecrets(settings));
  try {
    let code: number = exit.ok;
    await withDatabase(settings, log, async (connection) => {
      const { db, close } = openDatabase({ connection, maxConnections: 2, applicationName: 'harmony-key', log });
      try {
        const { state } = await migrationState(db);
        if (state !== 'current' && settings.database.runMigrations) await migrate(db);
        await requireCurrent(db);
        code = await obey(createAccessStore(db), order);
      } finally {
        await close();
      }
    });
    return code;
  } catch (error) {
    return tell(error);
  }
}

/** The order, or what is wrong with it. */
function understand(args: readonly string[]): Order | string {
  let parsed: { values: { scope?: string | undefined; days?: string | undefined }; positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { scope: { type: 'string' }, days: { type: 'string' } },
    });
  } catch (error) {
    return error instanceof Error ? `${error.message.split('. ', 1)[0]}.` : String(error);
  }
  const [does, what, ...rest] = parsed.positionals;
  const { scope: givenScope = 'admin', days: givenDays } = parsed.values;
  if (rest.length > 0) return `"${rest[0]}" is too much.`;
  if (does === 'list' && what === undefined) return { does };
  if (does === 'revoke') {
    const id = Number(what);
    return Number.isInteger(id) && id > 0 && id < 2 ** 31 ? { does, id } : 'revoke needs the number of a key.';
  }
  if (does !== 'add') return 'key needs list, add or revoke.';
  const name = asKeyName(what ?? '');
  if (name === null) return 'add needs a name of 1 to 100 visible characters.';
  const scope = scopes.find((each) => each === givenScope);
  if (scope === undefined) return `--scope is one of ${scopes.join(', ')}.`;
  const days = givenDays === undefined ? null : Number(givenDays);
  if (days !== null && !(days > 0 && days <= longestDays)) return `--days is a number from 1 to ${longestDays}.`;
  return { does, name, scope, days };
}

async function obey(store: AccessStore, order: Order): Promise<number> {
  if (order.does === 'list') {
    for (const key of await store.keys()) process.stdout.write(lineOf(key));
    return exit.ok;
  }
  if (order.does === 'add') {
    const { text, hash, hint } = makeKey('hmy');
    const expiresAt = order.days === null ? null : new Date(Date.now() + order.days * dayMs);
    const made = await store.addKey({ name: order.name, scope: order.scope, hint, hash, expiresAt });
    const end = expiresAt === null ? 'until it is revoked' : `until ${expiresAt.toISOString()}`;
    process.stderr.write(`harmony: key ${made.id} (${made.scope}) holds ${end}; it is shown this once.\n`);
    process.stdout.write(`${text}\n`);
    return exit.ok;
  }
  // whoever sits here can make another one, so the last may go, too
  const outcome = await store.removeKey(order.id, false);
  if (outcome === 'removed') {
    say(`key ${order.id} is revoked, and browsers that signed in with it are signed out.`);
    return exit.ok;
  }
  process.stderr.write(`harmony: there is no key ${order.id}. harmony key list shows them.\n`);
  return exit.unavailable;
}

function lineOf({ id, scope, hint, name, expiresAt, lastUsedAt }: StoredKey): string {
  const ended = expiresAt !== null && expiresAt.getTime() <= Date.now();
  const end = expiresAt === null ? 'no end' : `${ended ? 'ended' : 'ends'} ${expiresAt.toISOString()}`;
  const used = lastUsedAt === null ? 'never used' : `used ${lastUsedAt.toISOString()}`;
  return `${String(id).padEnd(5)}${scope.padEnd(9)}${`${hint}…`.padEnd(12)}${name}  (${end}, ${used})\n`;
}
