import type { Daemon } from '../daemon.ts';
import { type Ask, empty, flag, json, parseGuid, Refusal, type Route } from '../http.ts';
import type { TransferRow } from '../state.ts';
import { transferToWire, userToWire } from '../wire.ts';

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
