import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** Which pages of other origins may ask, and how. */
export interface CorsOptions {
  /** Origins, or `*`; none: pages of other origins are refused by their browser. */
  readonly origins: readonly string[];
  /** `*`: any. */
  readonly headers: readonly string[];
  readonly methods: readonly string[];
}

const readable = ['ETag', 'Retry-After', 'X-Debug-Id', 'Content-Disposition', 'Age'];
/** How long a browser may keep the answer to its question before the request. */
const maxAgeS = 600;

/** Answers what browsers ask before they let a page of another origin through. Cookies never count for such pages: they need a key. */
export async function installCors(
  app: FastifyInstance,
  options: CorsOptions & { readonly requestIdHeader: string },
): Promise<void> {
  if (options.origins.length === 0) return;
  await app.register(cors, {
    origin: options.origins.includes('*') ? '*' : [...options.origins],
    credentials: false,
    methods: [...options.methods],
    exposedHeaders: [options.requestIdHeader, ...readable],
    maxAge: maxAgeS,
    strictPreflight: false,
    ...(options.headers.includes('*') ? {} : { allowedHeaders: [...options.headers] }),
  });
}
