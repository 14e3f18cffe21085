import type { Daemon } from '../daemon.ts';
import { type Ask, empty, flag, json, parseGuid, Refusal, type Route } from '../http.ts';
import type { MessageRow, TransferRow } from '../state.ts';
import { transferToWire, userToWire } from '../wire.ts';
import { stringBody } from './system.ts';

/** Private messages; watch those from `server` for ban notices. */
export function conversationRoutes(daemon: Daemon): Route[] {
  const { store } = daemon;
  const closed = new Set<string>();
  const named = (ask: Ask): string => daemon.username(ask.segments['username'] ?? '');
  const messagesOf = (username: string): MessageRow[] =>
    [...store.messages.values()].filter((each) => each.username === username);

  const conversation = (username: string, withMessages: boolean): object => {
    const messages = messagesOf(username);
    const unread = messages.filter((each) => !each.isAcknowledged).length;
    return {
      username,
      isActive: !closed.has(username),
      unAcknowledgedMessageCount: unread,
      hasUnAcknowledgedMessages: unread > 0,
      messages: withMessages ? messages : null,
    };
  };
  const known = (ask: Ask): string => {
    const username = named(ask);
    if (messagesOf(username).length === 0) throw new Refusal(404);
    return username;
  };
  const acknowledge = (username: string, id?: number): void => {
    for (const each of messagesOf(username)) {
      if (id === undefined || each.id === id) store.put('message', { ...each, isAcknowledged: true });
    }
  };

  return [
    {
      method: 'GET',
      pattern: 'conversations',
      handle({ query }) {
        const names = [...new Set([...store.messages.values()].map((each) => each.username))];
        const shown = names.filter((name) => flag(query, 'includeInactive') || !closed.has(name));
        const unreadOnly = flag(query, 'unAcknowledgedOnly');
        return json(
          200,
          shown
            .filter((name) => !unreadOnly || messagesOf(name).some((each) => !each.isAcknowledged))
            .map((name) => conversation(name, false)),
        );
      },
    },
    {
      method: 'GET',
      pattern: 'conversations/:username',
      handle: (ask) => json(200, conversation(known(ask), flag(ask.query, 'includeMessages', true))),
    },
    {
      method: 'GET',
      pattern: 'conversations/:username/messages',
      handle(ask) {
        const messages = messagesOf(known(ask));
        return json(
          200,
          flag(ask.query, 'unAcknowledgedOnly') ? messages.filter((each) => !each.isAcknowledged) : messages,
        );
      },
    },
    {
      method: 'POST',
      pattern: 'conversations/:username',
      takesBody: 'lenient',
      handle(ask) {
        const message = stringBody(ask);
        if (message === '') return empty(400);
        store.put('message', {
          id: store.messages.size + 1,
          timestamp: new Date().toISOString(),
          username: named(ask),
          direction: 'Out',
          message,
          isAcknowledged: true,
          wasReplayed: false,
        });
        return empty(201);
      },
    },
    {
      method: 'PUT',
      pattern: 'conversations/:username',
      handle(ask) {
        acknowledge(named(ask));
        return empty(200);
      },
    },
    {
      method: 'PUT',
      pattern: 'conversations/:username/:id',
      handle(ask) {
        acknowledge(named(ask), Number(ask.segments['id']));
        return empty(200);
      },
    },
    {
      method: 'DELETE',
      pattern: 'conversations/:username',
      handle(ask) {
        closed.add(named(ask));
        return empty(204);
      },
    },
    { method: 'GET', pattern: 'rooms/available', handle: () => json(200, []) },
    { method: 'GET', pattern: 'rooms/joined', handle: () => json(200, []) },
  ];
}

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

/** What others take from us. Rows come from `control.addUpload`. */
export function uploadRoutes(daemon: Daemon): Route[] {
  const { store, settings } = daemon;
  const rows = (includeRemoved: boolean): TransferRow[] =>
    [...store.transfers.values()].filter((row) => row.direction === 'Upload' && (includeRemoved || !row.removed));
  const hide = (row: TransferRow): void => {
    if (row.state.startsWith('Completed')) store.put('transfer', { ...row, removed: true });
  };
  const idOf = (ask: Ask): string => {
    const id = parseGuid(ask.segments['id'] ?? '');
    if (id === null) throw new Refusal(400);
    return id;
  };
  return [
    {
      method: 'GET',
      pattern: 'transfers/uploads',
      handle(ask) {
        const users = Map.groupBy(rows(flag(ask.query, 'includeRemoved')), (row) => row.username);
        return json(
          200,
          [...users].map(([name, list]) => userToWire(name, list, settings.version)),
        );
      },
    },
    {
      method: 'GET',
      pattern: 'transfers/uploads/:username',
      handle(ask) {
        const name = daemon.username(ask.segments['username'] ?? '');
        const list = rows(false).filter((row) => row.username === name);
        return list.length === 0 ? empty(404) : json(200, userToWire(name, list, settings.version));
      },
    },
    {
      method: 'GET',
      pattern: 'transfers/uploads/:username/:id',
      handle(ask) {
        const row = store.transfers.get(idOf(ask));
        return row?.direction === 'Upload' ? json(200, transferToWire(row, settings.version)) : empty(404);
      },
    },
    {
      method: 'DELETE',
      pattern: 'transfers/uploads/:username/:id',
      handle(ask) {
        const row = store.transfers.get(idOf(ask));
        if (row?.direction === 'Upload') {
          if (!row.state.startsWith('Completed')) {
            store.put('transfer', { ...row, state: 'Completed, Cancelled', endedAt: new Date().toISOString() });
          } else if (flag(ask.query, 'remove')) hide(row);
        }
        return empty(204);
      },
    },
    {
      method: 'DELETE',
      pattern: 'transfers/uploads/all/completed',
      handle() {
        for (const row of rows(false)) hide(row);
        return empty(204);
      },
    },
  ];
}
