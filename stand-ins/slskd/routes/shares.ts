import type { Daemon } from '../daemon.ts';
import { empty, json, type Route } from '../http.ts';

/** Our own shares: one host, nothing shared; scans are counted so that a test can see the debounced request. */
export function shareRoutes(daemon: Daemon): Route[] {
  const share = {
    id: 'music',
    alias: 'music',
    isExcluded: false,
    localPath: daemon.settings.downloads,
    raw: daemon.settings.downloads,
    remotePath: 'music',
    directories: 0,
    files: 0,
  };
  let scanning = false;
  return [
    { method: 'GET', pattern: 'shares', handle: () => json(200, { local: [share] }) },
    { method: 'GET', pattern: 'shares/contents', handle: () => json(200, []) },
    {
      method: 'GET',
      pattern: 'shares/:id',
      handle: (ask) => (ask.segments['id'] === share.id ? json(200, share) : empty(404)),
    },
    {
      method: 'GET',
      pattern: 'shares/:id/contents',
      handle: (ask) => (ask.segments['id'] === share.id ? json(200, []) : empty(404)),
    },
    {
      method: 'PUT',
      pattern: 'shares',
      handle() {
        scanning = true;
        daemon.clock.after(2000, () => {
          scanning = false;
        });
        return empty(200);
      },
    },
    {
      method: 'DELETE',
      pattern: 'shares',
      handle() {
        if (!scanning) return empty(404);
        scanning = false;
        return empty(204);
      },
    },
  ];
}
