import { type Dirent, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { Daemon } from '../daemon.ts';
import { type Answer, type Ask, empty, flag, json, Refusal, type Route } from '../http.ts';

/** Decodes standard base64 as .NET does: the URL-safe alphabet and escaped slashes are errors. */
function fromBase64(segment: string): string {
  const text = segment.replaceAll(/%2B/gi, '+').replaceAll(/%3D/gi, '=');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) {
    throw new Refusal(500, 'The input is not a valid Base-64 string');
  }
  return Buffer.from(text, 'base64').toString('utf8').replaceAll('\\', '/');
}

const stamps = (path: string): { createdAt: string; modifiedAt: string } => {
  const stat = statSync(path);
  return { createdAt: stat.birthtime.toISOString(), modifiedAt: stat.mtime.toISOString() };
};

function list(folder: string, recursive: boolean): object {
  const found: Dirent[] = readdirSync(folder, { withFileTypes: true, recursive });
  const full = (each: Dirent): string => join(each.parentPath, each.name);
  return {
    name: basename(folder),
    fullName: folder,
    attributes: 'Directory',
    ...stamps(folder),
    files: found
      .filter((each) => each.isFile())
      .map((each) => ({
        name: each.name,
        fullName: relative(folder, full(each)),
        length: statSync(full(each)).size,
        attributes: 'Normal',
        ...stamps(full(each)),
      })),
    directories: found
      .filter((each) => each.isDirectory())
      .map((each) => ({
        name: each.name,
        fullName: relative(folder, full(each)),
        attributes: 'Directory',
        ...stamps(full(each)),
      })),
  };
}

/** `/api/v0/files`: looking into and clearing the downloads and incomplete folders. */
export function fileRoutes(daemon: Daemon): Route[] {
  const forRoot = (name: string, root: string): Route[] => {
    const inside = (path: string): string => {
      const full = resolve(root, path);
      if (full !== root && !full.startsWith(root + sep))
        throw new Refusal(500, 'Only files in application-controlled directories are allowed');
      return full;
    };
    const listing = (path: string, ask: Ask): Answer => {
      const full = inside(path);
      if (!existsSync(full)) return empty(404);
      return json(200, list(full, flag(ask.query, 'recursive')));
    };
    const managed = (): void => {
      if (!daemon.settings.remoteFileManagement) throw new Refusal(403);
    };
    const target = (ask: Ask): string => inside(fromBase64(ask.segments['path'] ?? '').replace(/^\/+/, ''));
    return [
      { method: 'GET', pattern: `files/${name}/directories`, handle: (ask) => listing('', ask) },
      {
        method: 'GET',
        pattern: `files/${name}/directories/:path`,
        handle: (ask) => listing(fromBase64(ask.segments['path'] ?? ''), ask),
      },
      {
        method: 'DELETE',
        pattern: `files/${name}/directories/:path`,
        handle(ask) {
          managed();
          const full = target(ask);
          if (full === root) throw new Refusal(500, 'The root directory cannot be deleted');
          if (!existsSync(full)) return empty(404);
          rmSync(full, { recursive: true });
          return empty(204);
        },
      },
      {
        method: 'DELETE',
        pattern: `files/${name}/files/:path`,
        handle(ask) {
          managed();
          rmSync(target(ask), { force: true });
          return empty(204);
        },
      },
    ];
  };
  return [...forRoot('downloads', daemon.settings.downloads), ...forRoot('incomplete', daemon.settings.incomplete)];
}
