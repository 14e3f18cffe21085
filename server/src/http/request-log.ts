import type { FastifyBaseLogger } from 'fastify';

type Child = Parameters<FastifyBaseLogger['child']>;
type Bindings = Child[0];
type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** The log of one request. Its child of the program's log is made when it writes the first line: most requests write none. */
class RequestLog implements FastifyBaseLogger {
  readonly #parent: FastifyBaseLogger;
  readonly #bindings: Bindings;
  #made: FastifyBaseLogger | null = null;

  constructor(parent: FastifyBaseLogger, bindings: Bindings) {
    this.#parent = parent;
    this.#bindings = bindings;
  }
  get level() {
    return this.#parent.level;
  }
  trace(...line: unknown[]): void {
    this.#write('trace', line);
  }
  debug(...line: unknown[]): void {
    this.#write('debug', line);
  }
  info(...line: unknown[]): void {
    this.#write('info', line);
  }
  warn(...line: unknown[]): void {
    this.#write('warn', line);
  }
  error(...line: unknown[]): void {
    this.#write('error', line);
  }
  fatal(...line: unknown[]): void {
    this.#write('fatal', line);
  }
  silent(...line: unknown[]): void {
    this.#write('silent', line);
  }
  child(...more: Child): FastifyBaseLogger {
    return this.#own().child(...more);
  }
  #write(level: Level, line: unknown[]): void {
    const own = this.#own();
    Reflect.apply(own[level], own, line);
  }
  #own(): FastifyBaseLogger {
    this.#made ??= this.#parent.child(this.#bindings);
    return this.#made;
  }
}

/** Gives each request its log; a route with a level or serializers of its own gets the child at once. */
export function requestLog(
  parent: FastifyBaseLogger,
  bindings: Bindings,
  options: NonNullable<Child[1]>,
): FastifyBaseLogger {
  return Object.keys(options).length > 0 ? parent.child(bindings, options) : new RequestLog(parent, bindings);
}
