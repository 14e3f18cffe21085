import { setting } from '#platform/config';

/** Which pages of other origins may ask. */
export const corsSettings = {
  origins: setting.list({
    name: 'CORS_ALLOWED_ORIGINS',
    aliases: ['ALLOWED_ORIGINS'],
    default: [],
    doc: 'Origins (such as http://nas:3000) whose pages may read answers, and write while no key is required; * lets every page read. Empty: none but our own.',
  }),
  headers: setting.list({
    name: 'CORS_ALLOWED_HEADERS',
    default: ['*'],
    doc: 'Headers that those pages may send.',
  }),
  methods: setting.list({
    name: 'CORS_ALLOWED_METHODS',
    default: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    doc: 'Methods that those pages may use.',
  }),
};

/** Where and how the server listens. */
export const httpSettings = {
  host: setting.text({
    name: 'HOST',
    default: '127.0.0.1',
    doc: 'Address to listen on. Anything but a loopback address lets others in.',
  }),
  port: setting.int({
    name: 'PORT',
    default: 8080,
    min: 0,
    max: 65_535,
    doc: 'Port to listen on; 0 takes a free one.',
  }),
  workPort: setting.int({
    name: 'WORK_PORT',
    default: null,
    min: 0,
    max: 65_535,
    doc: 'Port on HOST at which `harmony work` answers /metrics and whether it is well (/api/health/live, /api/health/ready), with the same keys. Not set: it has no HTTP.',
  }),
  basePath: setting.text({ name: 'API_BASE_PATH', default: '/api/v1', doc: 'Prefix of the API.' }),
  legacyRoutes: setting.bool({
    name: 'FEATURE_ENABLE_LEGACY_ROUTES',
    default: false,
    doc: 'Whether the API also answers without its base path (/downloads as well as /api/v1/downloads), for old clients. Deprecated.',
  }),
  requestIdHeader: setting.text({
    name: 'REQUEST_ID_HEADER',
    default: 'X-Request-ID',
    doc: 'Header that carries the request id in and out.',
  }),
  webDist: setting.path({ name: 'FRONTEND_DIST', default: './web/dist', doc: 'Folder of the built web page.' }),
  allowRemote: setting.bool({
    name: 'ALLOW_REMOTE_WITHOUT_AUTH',
    default: false,
    doc: 'Allow listening beyond loopback without asking for keys; only behind a proxy that asks for a password.',
  }),
  trustProxy: setting.list({
    name: 'TRUST_PROXY',
    default: [],
    doc: 'Addresses or networks (such as 172.16.0.0/12) of proxies in front of Harmony. From them the address, host and https of the caller are taken (X-Forwarded-…); from anybody else never.',
  }),
};
