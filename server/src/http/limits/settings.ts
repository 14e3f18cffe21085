import { setting } from '#platform/config';

/** How much anybody may ask for. */
export const limitSettings = {
  rateLimiting: setting.bool({
    name: 'FEATURE_RATE_LIMITING',
    default: null,
    doc: 'Whether requests are limited per address, key and route. Not set: no, except with HARMONY_PROFILE=prod.',
  }),
  bucketCap: setting.int({
    name: 'RATE_LIMIT_BUCKET_CAP',
    default: 60,
    min: 1,
    max: 100_000,
    doc: 'Requests that one address and key may make at once to one route.',
  }),
  refillPerSec: setting.number({
    name: 'RATE_LIMIT_REFILL_PER_SEC',
    default: 1,
    min: 0.001,
    max: 10_000,
    doc: 'How many more it may make each second.',
  }),
  secretsPerMin: setting.int({
    name: 'SECRET_VALIDATE_MAX_PER_MIN',
    default: 3,
    min: 1,
    max: 1000,
    doc: 'How often a minute each secret may be checked against its service; always, also without FEATURE_RATE_LIMITING.',
  }),
  bodyKb: setting.int({
    name: 'HTTP_MAX_BODY_KB',
    default: 8192,
    min: 1,
    max: 1_048_576,
    doc: 'Largest body of a request in kibibytes; uploads have limits of their own below it.',
  }),
  headerKb: setting.int({
    name: 'HTTP_MAX_HEADER_KB',
    default: 16,
    min: 1,
    max: 1024,
    doc: 'Largest headers of a request in kibibytes.',
  }),
  headersTimeoutMs: setting.int({
    name: 'HTTP_HEADERS_TIMEOUT_MS',
    default: 15_000,
    min: 100,
    max: 600_000,
    doc: 'How long the headers of a request may take to arrive.',
  }),
  requestTimeoutMs: setting.int({
    name: 'HTTP_REQUEST_TIMEOUT_MS',
    default: 60_000,
    min: 100,
    max: 3_600_000,
    doc: 'How long a whole request, with its body, may take to arrive.',
  }),
  keepAliveMs: setting.int({
    name: 'HTTP_KEEP_ALIVE_MS',
    default: 72_000,
    min: 0,
    max: 3_600_000,
    doc: 'How long an idle connection is kept.',
  }),
  maxConnections: setting.int({
    name: 'HTTP_MAX_CONNECTIONS',
    default: 2000,
    min: 1,
    max: 1_000_000,
    doc: 'Connections at once; further ones are closed at once.',
  }),
  gzipMinSize: setting.int({
    name: 'GZIP_MIN_SIZE',
    default: 1024,
    min: 0,
    max: 1_073_741_824,
    doc: 'Answers of at least so many bytes are compressed (brotli or gzip); live events and pictures never.',
  }),
  unifiedErrors: setting.bool({
    name: 'FEATURE_UNIFIED_ERROR_FORMAT',
    default: true,
    doc: 'Errors as {ok, error: {code, message, meta}}; with false as {detail}, for very old clients.',
  }),
  debugDetails: setting.bool({
    name: 'ERRORS_DEBUG_DETAILS',
    default: false,
    doc: 'Adds the debug id and a hint to errors; the hint may show inner workings, so only where nobody else looks.',
  }),
};
