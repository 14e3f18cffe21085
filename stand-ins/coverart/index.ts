import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bind, unbind } from '../loopback.ts';

export { makePng } from './png.ts';

/** The front cover of a release or release group, and what is odd about how it is served. */
export interface Cover {
  readonly bytes: Buffer;
  /** What the last server claims it is; default `image/jpeg`, whatever it is. */
  readonly type?: string;
  /** No smaller pictures were made: only the original can be had. */
  readonly onlyOriginal?: boolean;
  /**
   * `foreign`: leads to a host that is none of the archive's · `private`: to an address of the local network · `loop`: in circles · `down`: 503 ·
   * `endless`: a body that never ends · `cut`: the connection breaks in the middle · `html`: a page in place of the picture.
   */
  readonly oddity?: 'foreign' | 'private' | 'loop' | 'down' | 'endless' | 'cut' | 'html';
}

/** One request to any of the hosts. */
export interface CoverRequest {
  readonly host: 'coverart' | 'archive' | 'node' | 'foreign';
  readonly path: string;
  readonly userAgent: string;
}

/** The Cover Art Archive with the hosts that it leads to. */
export interface CoverArtStandIn {
  /** Address of coverartarchive.org; valid after `start`. */
  readonly url: string;
  /** Origins that take the place of archive.org and its nodes. */
  readonly archiveOrigins: readonly string[];
  readonly requests: readonly CoverRequest[];
  start(): Promise<void>;
  stop(): Promise<void>;
  /** `entity`: `release/<mbid>` or `release-group/<mbid>`; `null` takes the cover away. */
  setCover(entity: string, cover: Cover | null): void;
}

const mbid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const sizes = /^(?:front|back|\d+)(?:-(?:250|500|1200))?(?:\.jpg)?$/;

/**
 * Makes a stand-in; nothing runs before `start`. As the service: 307 to archive.org, from there 302 to a node with the picture; 400 for malformed
 * identifiers, 404 without art, 405 for anything but GET and HEAD.
 */
export function createCoverArtStandIn(): CoverArtStandIn {
  const covers = new Map<string, Cover>();
  const requests: CoverRequest[] = [];
  const servers: Server[] = [];
  const origins: Record<CoverRequest['host'], string> = { coverart: '', archive: '', node: '', foreign: '' };

  const text = (response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void => {
    response.writeHead(status, { 'content-type': 'text/html', ...headers });
    response.end(body);
  };
  const redirect = (response: ServerResponse, status: number, location: string): void =>
    text(response, status, `<p>See <a href="${location}">here</a>`, { location });

  function coverart(request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== 'GET' && request.method !== 'HEAD') return text(response, 405, 'Method not allowed');
    const [kind = '', id = '', image, ...rest] = (request.url ?? '').split('?')[0]?.split('/').slice(1) ?? [];
    if (!['release', 'release-group'].includes(kind) || rest.length > 0) return text(response, 404, 'Not found');
    if (!mbid.test(id)) return text(response, 400, 'error: invalid MBID');
    const entity = `${kind}/${id.toLowerCase()}`;
    const cover = covers.get(entity);
    if (cover === undefined) return text(response, 404, 'No cover art found');
    if (cover.oddity === 'down') return text(response, 503, 'Service unavailable');
    if (image === undefined) {
      response.writeHead(200, { 'content-type': 'application/json' });
      return void response.end(JSON.stringify(listing(entity, id)));
    }
    const sized = /-(?:250|500|1200)/.test(image);
    if (!sizes.test(image) || !image.startsWith('front') || (sized && cover.onlyOriginal === true))
      return text(response, 404, 'No such image');
    if (cover.oddity === 'loop') return redirect(response, 307, `${origins.coverart}/${entity}/${image}?again`);
    if (cover.oddity === 'foreign') return redirect(response, 307, `${origins.foreign}/${entity}`);
    if (cover.oddity === 'private') return redirect(response, 307, 'http://169.254.169.254/latest/meta-data/');
    redirect(response, 307, `${origins.archive}/download/mbid-${id}/${entity}`);
  }

  function listing(entity: string, id: string): unknown {
    const base = `http://${origins.coverart.slice(7)}/${entity}/111`;
    const thumbnails = { '250': `${base}-250.jpg`, '500': `${base}-500.jpg`, small: 'x', large: 'x' };
    const image = { types: ['Front'], front: true, back: false, edit: 1, comment: '', approved: true, id: '111' };
    return {
      release: `https://musicbrainz.org/release/${id}`,
      images: [{ ...image, image: `${base}.jpg`, thumbnails }],
    };
  }

  function archive(request: IncomingMessage, response: ServerResponse): void {
    redirect(response, 302, `${origins.node}${request.url ?? '/'}`);
  }

  function node(request: IncomingMessage, response: ServerResponse): void {
    const cover = covers.get((request.url ?? '').split('/').slice(3).join('/'));
    if (cover === undefined) return text(response, 404, 'Item not available');
    if (cover.oddity === 'html') return text(response, 200, '<!doctype html><title>Maintenance</title>');
    const type = { 'content-type': cover.type ?? 'image/jpeg' };
    if (cover.oddity === 'endless') {
      response.writeHead(200, type);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 1)));
      };
      response.on('drain', more);
      return more();
    }
    response.writeHead(200, { ...type, 'content-length': String(cover.bytes.length) });
    if (cover.oddity !== 'cut') return void response.end(cover.bytes);
    response.write(cover.bytes.subarray(0, cover.bytes.length / 2), () => response.destroy());
  }

  function foreign(_: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'image/png' });
    response.end('somebody else');
  }

  const handlers = { coverart, archive, node, foreign };
  return {
    get url() {
      return origins.coverart;
    },
    get archiveOrigins() {
      return [origins.archive, origins.node];
    },
    requests,
    async start() {
      for (const [host, handle] of Object.entries(handlers) as [CoverRequest['host'], typeof coverart][]) {
        const server = createServer((request, response) => {
          requests.push({ host, path: request.url ?? '', userAgent: request.headers['user-agent'] ?? '' });
          handle(request, response);
        });
        await bind(server, 0);
        origins[host] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        servers.push(server);
      }
    },
    async stop() {
      for (const server of servers.splice(0)) await unbind(server);
    },
    setCover(entity, cover) {
      if (cover === null) covers.delete(entity);
      else covers.set(entity, cover);
    },
  };
}
