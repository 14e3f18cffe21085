import { setting } from '#platform/config';

/** Which database is used; with none of these Harmony runs an embedded PostgreSQL in its data folder. */
export const databaseSettings = {
  url: setting.secret({
    name: 'DATABASE_URL',
    default: null,
    doc: 'PostgreSQL server to use: postgresql://user:password@host:5432/name. Left out, Harmony runs a PostgreSQL of its own in DATA_DIR.',
  }),
  host: setting.text({
    name: 'POSTGRES_HOST',
    default: null,
    doc: 'Server by its parts, when DATABASE_URL is not set: host name, or folder of a Unix socket.',
  }),
  port: setting.int({ name: 'POSTGRES_PORT', default: 5432, min: 1, max: 65_535, doc: 'Port of that server.' }),
  user: setting.text({ name: 'POSTGRES_USER', default: 'harmony', doc: 'User on that server.' }),
  password: setting.secret({ name: 'POSTGRES_PASSWORD', default: null, doc: 'Password on that server.' }),
  name: setting.text({ name: 'POSTGRES_DB', default: 'harmony', doc: 'Database on that server.' }),
  sslMode: setting.text({
    name: 'DATABASE_SSLMODE',
    default: null,
    choices: ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'],
    doc: 'Whether the connection to that server is encrypted: require does not look at the certificate, verify-ca and verify-full do, the others do not encrypt. A sslmode in DATABASE_URL wins.',
  }),
  waits: setting.bool({
    name: 'WAIT_FOR_POSTGRES',
    default: true,
    doc: 'Whether a start waits for a configured server that does not answer yet, as after the start of a whole machine.',
  }),
  waitAttempts: setting.int({
    name: 'POSTGRES_WAIT_ATTEMPTS',
    default: 60,
    min: 1,
    max: 10_000,
    doc: 'How often such a server is tried before the start is given up.',
  }),
  waitIntervalS: setting.number({
    name: 'POSTGRES_WAIT_INTERVAL',
    default: 1,
    min: 0.05,
    max: 600,
    doc: 'Seconds between two of these tries.',
  }),
  runMigrations: setting.bool({
    name: 'FEATURE_RUN_MIGRATIONS',
    default: true,
    doc: 'Whether a start brings the database to the current schema. With false it must be there already (`harmony migrate`), or the start is refused.',
  }),
  maxConnections: setting.int({
    name: 'DATABASE_MAX_CONNECTIONS',
    default: 10,
    min: 2,
    max: 100,
    doc: 'Connections of one process at the most. The embedded server allows 40 in all.',
  }),
  binDir: setting.path({
    name: 'PG_BIN_DIR',
    default: null,
    doc: 'Folder with the programs initdb and postgres of an installed PostgreSQL, for the embedded database; default: the ones from npm.',
  }),
};
