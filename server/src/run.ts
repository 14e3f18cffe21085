import { describeValues, readEnvironment } from '#platform/config';
import { backupCommand, restoreCommand } from './backup-commands.ts';
import { serveCommand, workCommand } from './commands.ts';
import { doctorCommand } from './doctor-command.ts';
import { keyCommand } from './key-command.ts';
import { migrateCommand } from './migrate-command.ts';
import { type AllSettings, readAllSettings, settingGroups } from './settings.ts';

const help = `Harmony: wishes in, correctly named and tagged files out.

  harmony serve                     start the server (default)
  harmony work                      take part in the work of harmony serve, as a further process on the same PostgreSQL
  harmony backup FILE               write everything in the database into a new file; Harmony may run meanwhile
  harmony restore FILE [--replace]  put a backup into an empty database, or with --replace in the place of what is there
  harmony restore FILE --check      only prove that a backup is whole
  harmony doctor [--json]           look at everything that is needed and say what to do; Harmony may run meanwhile
  harmony key list                  show the API keys that were made, without the keys
  harmony key add NAME [--scope read|operate|admin] [--days N]
                                    make an API key; it is written to standard output this once
  harmony key revoke ID             end an API key
  harmony migrate                   bring the database to the current schema and end
  harmony migrate --back-to NUMBER  undo the migrations after that one, for an earlier version; see docs/how-to/upgrading.md
  harmony config                    show the effective settings, secrets masked
  harmony help                      this text

Settings come from the environment and .env; docs/configuration.md lists them.
`;

/** Runs a command of the command line and answers its exit code. Codes follow sysexits: 64 usage, 69 unavailable, 70 fault of ours, 78 configuration. */
export async function run(args: readonly string[]): Promise<number> {
  const command = args[0] ?? 'serve';
  if (command === 'help' || command === '--help' || command === '-h') {
    process.stdout.write(help);
    return 0;
  }
  if (!['serve', 'work', 'backup', 'restore', 'doctor', 'key', 'migrate', 'config'].includes(command)) {
    process.stderr.write(`There is no command "${command}".\n\n${help}`);
    return 64;
  }
  const read = readAllSettings(readEnvironment());
  for (const warning of read.warnings) process.stderr.write(`warning: ${warning}\n`);
  if (!read.ok) {
    process.stderr.write('Harmony cannot start with these settings:\n');
    for (const fault of read.faults) process.stderr.write(`  - ${fault.sentence} ${fault.remedy}\n`);
    return 78;
  }
  if (command === 'config') {
    process.stdout.write(describeValues(settingGroups, read.values));
    return 0;
  }
  if (command === 'backup') return await backupCommand(read.values, args.slice(1));
  if (command === 'restore') return await restoreCommand(read.values, args.slice(1));
  if (command === 'doctor') return await doctorCommand(read.values, args.slice(1));
  if (command === 'key') return await keyCommand(read.values, args.slice(1));
  if (command === 'work') return await workCommand(read.values);
  return command === 'migrate'
    ? await migrateCommand(read.values, args.slice(1))
    : await serveCommand(read.values satisfies AllSettings);
}
