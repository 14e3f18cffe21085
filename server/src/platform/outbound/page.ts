import { newAgent } from './agent.ts';
import { ServiceFault, transportFault } from './fault.ts';

/** Fetches web pages of one host and nowhere else. */
export interface PageSource {
  /** The page's status and text. Throws `ServiceFault`: unreachable, too slow, too large, or a redirect (never followed). */
  get(path: string, signal?: AbortSignal): Promise<{ readonly status: number; readonly text: string }>;
  close(): Promise<void>;
}

/** Makes the way to the pages of one host; `path` is put behind `baseUrl` and is already percent-encoded. No cookies are kept. */
export function createPageSource(options: {
  readonly service: string;
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}): PageSource {
  const { service, timeoutMs, maxBytes } = options;
  const base = new URL(options.baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');
  const agent = newAgent({ connections: 1, connect: { timeout: timeoutMs }, keepAliveTimeout: 4_000 });
  return {
    async get(path, caller) {
      const limit = AbortSignal.timeout(timeoutMs);
      const signal = caller === undefined ? limit : AbortSignal.any([limit, caller]);
      try {
        const reply = await agent.request({
          origin: base.origin,
          path: prefix + path,
          method: 'GET',
          signal,
          headers: { accept: 'text/html' },
        });
        const chunks: Buffer[] = [];
        let size = 0;
        for await (const chunk of reply.body) {
          size += (chunk as Buffer).length;
          if (size > maxBytes)
            throw new ServiceFault({
              service,
              code: 'too_large',
              sentence: `A page of ${service} was larger than ${Math.round(maxBytes / 1024 / 1024)} MB and was cut off.`,
              remedy: 'Nothing to do; the page is not what was expected.',
            });
          chunks.push(chunk as Buffer);
        }
        if (reply.statusCode >= 300 && reply.statusCode < 400)
          throw new ServiceFault({
            service,
            code: 'redirected',
            sentence: `${service} wants to send us elsewhere (${reply.statusCode}); that is not followed.`,
            remedy: `Check the configured address of ${service} (now ${options.baseUrl}).`,
            status: reply.statusCode,
          });
        return { status: reply.statusCode, text: Buffer.concat(chunks).toString('utf8') };
      } catch (error) {
        throw transportFault(error, { service, origin: base.origin + prefix, timeoutMs, signal: caller });
      }
    },
    close: () => agent.destroy(),
  };
}
