import { createHmac } from 'node:crypto';
import type { Daemon } from '../daemon.ts';
import { type Answer, type Ask, empty, json, property, type Route } from '../http.ts';

/** Web user of the stand-in for `POST /session`. */
export const webUser = { username: 'slskd', password: 'slskd' } as const;

/** Makes the token that `POST /session` hands out for that key. */
export function sessionToken(apiKey: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ name: webUser.username, role: 'Administrator' })}`;
  return `${body}.${createHmac('sha256', apiKey).update(body).digest('base64url')}`;
}

function serverState(daemon: Daemon): object {
  const state = daemon.network.state();
  const transitioning = state === 'Connecting' || state === 'Disconnecting' || state === 'Connected, LoggingIn';
  const connected = state.startsWith('Connected');
  return {
    address: 'vps.slsknet.org:2271',
    ipEndPoint: connected ? '208.76.170.59:2271' : null,
    state,
    isConnected: connected,
    isLoggedIn: daemon.network.loggedIn(),
    isTransitioning: transitioning,
    ...(daemon.is('0.23.0')
      ? { isConnecting: state === 'Connecting', isLoggingIn: state === 'Connected, LoggingIn' }
      : {}),
  };
}

/** What `version.current` says: older daemons print four numbers. */
function versionState(daemon: Daemon): object {
  const plain = daemon.settings.version;
  const current = daemon.is('0.25.0') ? plain : `${plain}.0`;
  return { full: `${current}+stand-in`, current, isCanary: false, isDevelopment: false };
}

function applicationState(daemon: Daemon): object {
  const { network, settings } = daemon;
  return {
    version: versionState(daemon),
    pendingReconnect: false,
    pendingRestart: false,
    server: serverState(daemon),
    connectionWatchdog: {
      isEnabled: true,
      isAttemptingConnection: network.state() === 'Connecting',
      isAwaitingVpn: false,
    },
    vpn: { isReady: false, isConnected: false },
    relay: { mode: 'Controller', controller: { state: 'Disconnected' }, agents: [] },
    health: { search: { incoming: { latency: 0, queueDepth: 0, dropRate: 0 } } },
    user: {
      username: network.loggedIn() ? settings.username : null,
      privileges: { isPrivileged: false, privilegesRemaining: 0 },
      statistics: { averageSpeed: 0, directoryCount: 0, fileCount: 0, uploadCount: 0 },
    },
    distributedNetwork: {
      branchLevel: 0,
      canAcceptChildren: false,
      childLimit: 25,
      children: [],
      hasParent: false,
      isBranchRoot: false,
    },
    shares: {
      scanPending: false,
      scanning: false,
      ready: true,
      faulted: false,
      cancelled: false,
      scanProgress: 1,
      hosts: ['local'],
      directories: 0,
      files: 0,
    },
    rooms: [],
    users: [],
  };
}

function options(daemon: Daemon): object {
  const { settings } = daemon;
  const download = {
    slots: 500,
    speedLimit: 1_000_000,
    ...(daemon.is('0.26.0')
      ? {
          retry: {
            attempts: settings.retry.attempts,
            delay: settings.retry.delayMs,
            maxDelay: settings.retry.maxDelayMs,
            partial: settings.retry.resume ? 'resume' : 'overwrite',
          },
          destination: { subdirectory: settings.pattern, exists: settings.exists, permissions: {} },
        }
      : {}),
  };
  return {
    headless: false,
    debug: false,
    remoteConfiguration: false,
    remoteFileManagement: settings.remoteFileManagement,
    instanceName: 'default',
    flags: { volatile: settings.volatile },
    directories: { downloads: settings.downloads, incomplete: settings.incomplete },
    retention: { transfers: { download: {}, upload: {} }, files: {} },
    soulseek: {
      address: 'vps.slsknet.org',
      port: 2271,
      username: settings.username,
      password: '*****',
      listenPort: 50_300,
    },
    web: {
      port: 5030,
      urlBase: '/',
      authentication: {
        disabled: settings.authentication === 'none',
        username: '*****',
        password: '*****',
        apiKeys: {},
      },
    },
    ...(daemon.is('0.25.0')
      ? {
          transfers: { download, upload: { slots: 20, speedLimit: 1_000_000 } },
          integrations: { webhooks: {}, scripts: {} },
        }
      : {
          global: { download, upload: { slots: 20, speedLimit: 1_000_000 } },
          groups: {},
          integration: { webhooks: {}, scripts: {} },
        }),
  };
}

/** A body that should be a JSON string; the daemon takes anything else for nothing. */
export function stringBody(ask: Ask): string {
  return typeof ask.body === 'string' ? ask.body : '';
}

const administratorOnly = (ask: Ask, answer: () => Answer): Answer => (ask.caller === 'jwt' ? answer() : empty(403));

/** Session, application, server, options, logs and the like. `restart` and `shutdown` are what an administrator can order. */
export function systemRoutes(daemon: Daemon, orders: { restart(): void; shutdown(): void }): Route[] {
  const { network } = daemon;
  const routes: Route[] = [
    {
      method: 'GET',
      pattern: 'session/enabled',
      anonymous: true,
      handle: () => json(200, daemon.settings.authentication === 'key'),
    },
    { method: 'GET', pattern: 'session', handle: () => empty(200) },
    {
      method: 'POST',
      pattern: 'session',
      anonymous: true,
      takesBody: 'lenient',
      handle({ body }) {
        if (body === undefined) return empty(400);
        const username = property(body, 'username');
        const password = property(body, 'password');
        if (
          typeof username !== 'string' ||
          typeof password !== 'string' ||
          username.trim() === '' ||
          password.trim() === ''
        ) {
          return json(400, 'Username and/or Password missing or invalid');
        }
        if (username !== webUser.username || password !== webUser.password) return empty(401);
        const issued = Math.floor(Date.now() / 1000);
        const token = sessionToken(daemon.settings.apiKey);
        return json(200, {
          expires: issued + 604_800,
          issued,
          name: username,
          notBefore: issued,
          token,
          tokenType: 'Bearer',
        });
      },
    },
    { method: 'GET', pattern: 'application', handle: () => json(200, applicationState(daemon)) },
    {
      method: 'GET',
      pattern: 'application/version',
      handle: () => json(200, (versionState(daemon) as { full: string }).full),
    },
    { method: 'GET', pattern: 'application/version/latest', handle: () => json(200, versionState(daemon)) },
    { method: 'POST', pattern: 'application/gc', handle: () => empty(200) },
    { method: 'POST', pattern: 'application/loopback', takesBody: 'lenient', handle: () => empty(200) },
    {
      method: 'PUT',
      pattern: 'application',
      handle: (ask) =>
        administratorOnly(ask, () => {
          orders.restart();
          return empty(204);
        }),
    },
    {
      method: 'DELETE',
      pattern: 'application',
      handle: (ask) =>
        administratorOnly(ask, () => {
          orders.shutdown();
          return empty(204);
        }),
    },
    { method: 'GET', pattern: 'logs', handle: () => json(200, []) },
    { method: 'GET', pattern: 'server', handle: () => json(200, serverState(daemon)) },
    { method: 'PUT', pattern: 'server', handle: () => empty(network.connect() === 'restarted' ? 205 : 200) },
    {
      method: 'DELETE',
      pattern: 'server',
      takesBody: 'lenient',
      handle(ask) {
        network.disconnect(stringBody(ask));
        return empty(204);
      },
    },
    { method: 'GET', pattern: 'options', handle: () => json(200, options(daemon)) },
    { method: 'GET', pattern: 'options/startup', handle: () => json(200, options(daemon)) },
    { method: 'GET', pattern: 'options/yaml', handle: () => empty(403) },
    { method: 'PUT', pattern: 'options/yaml', takesBody: 'lenient', handle: () => empty(403) },
    { method: 'GET', pattern: 'options/yaml/location', handle: () => empty(403) },
    { method: 'POST', pattern: 'options/yaml/validate', takesBody: 'lenient', handle: () => empty(403) },
    { method: 'GET', pattern: 'options/debug', handle: () => empty(403) },
    { method: 'GET', pattern: 'telemetry/metrics/kpis', handle: () => json(200, {}) },
  ];
  if (daemon.is('0.24.4'))
    routes.push({ method: 'PATCH', pattern: 'options', takesBody: 'lenient', handle: () => empty(403) });
  return routes;
}
