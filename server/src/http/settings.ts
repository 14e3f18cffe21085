import { setting } from '#platform/config';

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
  basePath: setting.text({ name: 'API_BASE_PATH', default: '/api/v1', doc: 'Prefix of the API.' }),
  requestIdHeader: setting.text({
    name: 'REQUEST_ID_HEADER',
    default: 'X-Request-ID',
    doc: 'Header that carries the request id in and out.',
  }),
  webDist: setting.path({ name: 'FRONTEND_DIST', default: './web/dist', doc: 'Folder of the built web page.' }),
  allowRemote: setting.bool({
    name: 'ALLOW_REMOTE_WITHOUT_AUTH',
    default: false,
    doc: 'Allow listening beyond loopback although Harmony has no sign-in yet; only behind a proxy that asks for one.',
  }),
};
