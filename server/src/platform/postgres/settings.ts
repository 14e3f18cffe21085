/** What `serverArguments` needs. */
export interface ServerSettings {
  readonly dataDir: string;
  readonly socketDir: string | null;
  /** TCP port on 127.0.0.1 where there is no Unix socket (Windows); the socket's number otherwise. */
  readonly port: number;
  readonly major: number;
  /** For tests: data may be lost when the machine stops. */
  readonly unsafe: boolean;
}

/**
 * Command line of the embedded server: no TCP, small memory (measured: 12 MB idle in place of 22), everything that keeps data safe left
 * at its default. A library of some 100,000 rows needs no more; bigger installations use a server of their own.
 */
export function serverArguments({ dataDir, socketDir, port, major, unsafe }: ServerSettings): string[] {
  const settings: Record<string, string> = {
    listen_addresses: socketDir === null ? '127.0.0.1' : '',
    unix_socket_directories: socketDir ?? '',
    unix_socket_permissions: '0700',
    port: String(port),
    max_connections: unsafe ? '100' : '40',
    shared_buffers: '32MB',
    jit: 'off',
    huge_pages: 'off',
    // No replica and no archive: less is written, and crash recovery stays as it is.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    max_wal_size: '256MB',
    logging_collector: 'off',
    log_destination: 'stderr',
    log_line_prefix: '',
    log_min_messages: 'warning',
    // A failing statement is thrown at its caller; logging it here as well would put people's data into the log.
    log_min_error_statement: 'panic',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  if (major >= 18) settings.io_method = 'sync';
  if (unsafe)
    Object.assign(settings, { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' });
  return ['-D', dataDir, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
