import type { FastifyInstance } from 'fastify';
import { anybody } from './admission/gate.ts';

/** One answer that went out. `route`: the template of its route, `null` when there is none. */
export interface AnswerFigures {
  readonly method: string;
  readonly route: string | null;
  readonly status: number;
  readonly seconds: number;
  /** Whether it was kept from before (`hit`, past its time `stale`), `shared` with somebody who asked for the same, or made for this request (`miss`); `null`: it is not of the kind that is kept. */
  readonly kept: 'hit' | 'shared' | 'stale' | 'miss' | null;
}

/** Levels at which the log has a line for each answer. */
const verbose = new Set(['debug', 'trace']);

/** Tells of every answer that went out: to whoever measures, and to the log. */
export function installAnswered(app: FastifyInstance, measure?: (answer: AnswerFigures) => void): void {
  app.addHook('onResponse', (request, reply, done) => {
    done();
    const { method, url, is404, routeOptions } = request;
    const { statusCode, elapsedTime } = reply;
    measure?.({
      method,
      route: is404 ? null : (routeOptions.url ?? null),
      status: statusCode,
      seconds: elapsedTime / 1000,
      kept: request.joined ? 'shared' : request.cacheStatus,
    });
    const failed = statusCode >= 500;
    // Reading is only worth a line when somebody looks for it; changes and failures always are.
    const level = failed ? 'warn' : method === 'GET' || method === 'HEAD' ? 'debug' : 'info';
    if (level === 'debug' && !verbose.has(request.log.level)) return;
    const path = url.split('?', 1)[0] ?? url;
    const { id: caller } = request.caller ?? anybody;
    request.log[level](
      {
        event: 'api.request',
        component: 'http',
        status: failed ? 'error' : 'ok',
        method,
        path,
        route: routeOptions.url,
        caller,
        status_code: statusCode,
        duration_ms: Math.round(elapsedTime),
        ...(request.cacheStatus === null ? {} : { cache_status: request.cacheStatus }),
      },
      `${method} ${path} ${statusCode}`,
    );
  });
}
