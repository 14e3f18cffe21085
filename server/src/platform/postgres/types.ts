/** How to reach the embedded server: `host` is the folder of its socket (127.0.0.1 on Windows). */
export interface EmbeddedConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  readonly database: string;
}

/** Where the supervisor writes what PostgreSQL says; pino's shape. */
export interface SupervisorLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Tells a person in a few words what is being done when it may take a while. */
export type Progress = (message: string) => void;

/** Options of `startEmbeddedPostgres`. */
export interface EmbeddedOptions {
  /** Folder of the cluster; made when missing. Its parent must be writable. */
  readonly dataDir: string;
  /** Parent of the short-lived socket folder; default: the system's temporary folder. Not used where its path is too long for a socket. */
  readonly runtimeDir?: string | undefined;
  /** `bin` folder of a system PostgreSQL to use in place of the packaged programs (`PG_BIN_DIR`). */
  readonly binDir?: string | undefined;
  readonly log: SupervisorLog;
  readonly progress?: Progress;
  /** Called when postgres ends though nobody stopped it; without its database the process should end too. */
  readonly onUnexpectedEnd?: (recentLog: string) => void;
  /** How long to wait until it takes queries, crash recovery included; default 120 s. */
  readonly readyLimitMs?: number;
  /** For tests: no fsync, and the guardian removes the data folder when we end. Never for data that matters. */
  readonly throwaway?: boolean;
}

/** A running embedded server. */
export interface EmbeddedPostgres {
  readonly connection: EmbeddedConnection;
  /** Process id of the postmaster. */
  readonly pid: number;
  /** PostgreSQL's version, for example `18.4`. */
  readonly version: string;
  /** Fast, clean shutdown; removes the socket folder and gives the data folder free. Safe to call twice. */
  readonly stop: () => Promise<void>;
}
