import { Interrupted } from '../clock.ts';
import type { Daemon } from '../daemon.ts';
import { type Answer, type Ask, empty, json, property, Refusal, type Route } from '../http.ts';
import { directoryOf, type ListedFile, listFile, separatorOf } from '../shares.ts';
import type { Peer } from '../world.ts';

/** A file inside a directory listing: bare name, attributes a second time as a list. */
function entry(file: ListedFile): object {
  const attributes = [
    { type: 'BitRate', value: file.bitRate },
    { type: 'Length', value: file.length },
    { type: 'VariableBitRate', value: file.isVariableBitRate === null ? null : Number(file.isVariableBitRate) },
    { type: 'SampleRate', value: file.sampleRate },
    { type: 'BitDepth', value: file.bitDepth },
  ].filter((each) => each.value !== null);
  const name = file.filename.slice(directoryOf(file.filename).length).replace(/^[\\/]/, '');
  return { ...file, filename: name, attributeCount: attributes.length, attributes };
}

function directories(peer: Peer, locked: boolean): object[] {
  const files = peer.files.filter((file) => (file.locked === true) === locked).map(listFile);
  return [...Map.groupBy(files, (file) => directoryOf(file.filename))].map(([name, list]) => ({
    name,
    fileCount: list.length,
    files: list.map(entry),
  }));
}

/** `/api/v0/users`: what other people say about themselves. */
export function userRoutes(daemon: Daemon): Route[] {
  const { network } = daemon;
  const browses = new Map<string, object>();

  const named = (ask: Ask): string => daemon.username(ask.segments['username'] ?? '');

  const needServer = (): void => {
    if (!network.loggedIn())
      throw new Refusal(500, `The server connection must be connected and logged in (currently: ${network.state()})`);
  };

  /** The peer behind a name; 404 with a sentence when offline, 500 after the usual wait when it cannot be reached. */
  const reach = async (ask: Ask): Promise<Peer> => {
    const name = named(ask);
    needServer();
    const peer = network.people.find(name);
    if (!peer || !network.people.online(name)) throw new Refusal(404, `User ${name} appears to be offline`);
    if (peer.presence !== 'unreachable') return peer;
    try {
      await daemon.clock.wait(10_000);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
    }
    throw new Refusal(500, `Failed to establish a direct or indirect message connection to ${name}`);
  };

  const browse = async (ask: Ask): Promise<Answer> => {
    const peer = await reach(ask);
    const open = directories(peer, false);
    const locked = directories(peer, true);
    const size = JSON.stringify(open).length;
    browses.set(peer.username, {
      username: peer.username,
      size,
      bytesTransferred: size,
      bytesRemaining: 0,
      percentComplete: 100,
    });
    daemon.clock.after(5000, () => browses.delete(peer.username));
    return json(200, {
      directories: open,
      directoryCount: open.length,
      lockedDirectories: locked,
      lockedDirectoryCount: locked.length,
    });
  };

  const directory = async (ask: Ask): Promise<Answer> => {
    const wanted = property(ask.body, 'directory');
    if (typeof wanted !== 'string' || wanted === '') return empty(400);
    const peer = await reach(ask);
    const files = peer.files.filter((file) => directoryOf(file.path) === wanted && file.locked !== true).map(listFile);
    if (files.length === 0) throw new Refusal(500, 'The wait timed out after 5000 milliseconds');
    const name = separatorOf(wanted) === '/' ? wanted : wanted.replaceAll('/', '\\');
    const found = { name, fileCount: files.length, files: files.map(entry) };
    // An array during 0.22.x and since; the first 0.22 gave one object, which none of the emulated versions does.
    return json(200, [found]);
  };

  return [
    {
      method: 'GET',
      pattern: 'users/:username/status',
      handle(ask) {
        needServer();
        const name = named(ask);
        const away = network.people.find(name)?.presence === 'away';
        return json(200, {
          isPrivileged: false,
          presence: network.people.online(name) ? (away ? 'Away' : 'Online') : 'Offline',
        });
      },
    },
    {
      method: 'GET',
      pattern: 'users/:username/endpoint',
      async handle(ask) {
        await reach(ask);
        return json(200, { addressFamily: 'InterNetwork', address: '203.0.113.7', port: 2234 });
      },
    },
    {
      method: 'GET',
      pattern: 'users/:username/info',
      async handle(ask) {
        const peer = await reach(ask);
        return json(200, {
          description: peer.description ?? '',
          hasFreeUploadSlot: peer.hasFreeUploadSlot ?? true,
          hasPicture: false,
          queueLength: peer.queueLength ?? 0,
          uploadSlots: peer.uploadSlots ?? 2,
        });
      },
    },
    { method: 'GET', pattern: 'users/:username/browse', handle: browse },
    {
      method: 'GET',
      pattern: 'users/:username/browse/status',
      handle(ask) {
        const progress = browses.get(named(ask));
        return progress ? json(200, progress) : empty(404);
      },
    },
    { method: 'POST', pattern: 'users/:username/directory', takesBody: 'lenient', handle: directory },
  ];
}
