import type { Daemon } from '../daemon.ts';
import { type Ask, empty, flag, json, Refusal, type Route } from '../http.ts';
import type { MessageRow } from '../state.ts';
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
