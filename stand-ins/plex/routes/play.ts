import { type Ask, container, done, page, parameter, Refusal, type Route, required } from '../http.ts';
import type { Item } from '../library.ts';
import { identifier, type State } from '../server-state.ts';
import { type Json, metadataOf } from '../wire.ts';
import { keysOf } from './playlists.ts';

/** Part of a track after which it counts as played. */
const playedAt = 0.9;

/** What is and was played: sessions, history, timeline, marks, ratings, play queues. */
export function playRoutes(state: State): Route[] {
  const { library } = state;
  /** The item of a call that marks something; the identifier of the library is required, too. */
  const marked = (ask: Ask): Item => {
    if (required(ask, 'identifier') !== identifier) throw new Refusal(404);
    const item = library.item(required(ask, 'key'));
    if (item === undefined) throw new Refusal(404);
    return item;
  };
  const client = (ask: Ask): string => {
    const id = parameter(ask, 'X-Plex-Client-Identifier');
    if (id === null) throw new Refusal(400);
    return id;
  };

  function played(item: Item, history: boolean): void {
    item.viewCount += 1;
    item.lastViewedAt = state.now();
    if (!history) return;
    const { ratingKey, title } = item;
    state.history.unshift({
      historyKey: `/status/sessions/history/${state.nextId()}`,
      key: `/library/metadata/${ratingKey}`,
      ratingKey,
      librarySectionID: String(item.section.id),
      title,
      parentTitle: item.parent?.title,
      grandparentTitle: item.parent?.parent?.title,
      type: 'track',
      viewedAt: state.now(),
      accountID: 1,
      deviceID: 9,
    });
  }

  function timeline(ask: Ask) {
    const player = client(ask);
    const item = library.item(required(ask, 'ratingKey'));
    const word = required(ask, 'state');
    if (item === undefined || !['playing', 'paused', 'stopped', 'buffering'].includes(word)) throw new Refusal(400);
    const time = Number(ask.query.get('time') ?? 0);
    const duration = Number(ask.query.get('duration') ?? item.durationMs ?? 0);
    if (!Number.isFinite(time) || !Number.isFinite(duration)) throw new Refusal(400);
    const before = state.sessions.find((each) => (each['Player'] as Json)['machineIdentifier'] === player);
    state.sessions = state.sessions.filter((each) => each !== before);
    const sessionKey = (before?.['sessionKey'] as string | undefined) ?? String(state.nextId());
    if (word !== 'stopped') {
      state.sessions.push({
        ...metadataOf(item),
        sessionKey,
        viewOffset: time,
        User: { id: '1', title: 'owner' },
        Player: {
          machineIdentifier: player,
          product: parameter(ask, 'X-Plex-Product') ?? 'Plex',
          state: word,
          title: 'Player',
          local: true,
        },
        Session: { id: `session-${sessionKey}`, bandwidth: 970, location: 'lan' },
      });
    }
    if (duration > 0 && time / duration >= playedAt && before?.['counted'] !== true) {
      played(item, true);
      const session = state.sessions.at(-1);
      if (session !== undefined) Object.defineProperty(session, 'counted', { value: true, enumerable: false });
    }
    const entry = {
      sessionKey,
      clientIdentifier: player,
      guid: '',
      ratingKey: item.ratingKey,
      url: '',
      key: `/library/metadata/${item.ratingKey}`,
      viewOffset: time,
      state: word,
    };
    state.notify('playing', 'PlaySessionStateNotification', [entry]);
    return container({ size: 0 });
  }

  const queueOf = (id: number): Json => {
    const queue = state.queues.get(id);
    if (queue === undefined) throw new Refusal(404);
    return {
      size: queue.items.length,
      identifier,
      playQueueID: queue.id,
      playQueueSelectedItemID: queue.items[queue.selected]?.id,
      playQueueSelectedItemOffset: queue.selected,
      playQueueShuffled: queue.shuffled,
      playQueueTotalCount: queue.items.length,
      playQueueVersion: 1,
      ...(queue.items.length === 0
        ? {}
        : { Metadata: queue.items.map((each) => ({ ...metadataOf(each.item), playQueueItemID: each.id })) }),
    };
  };

  return [
    {
      methods: ['GET'],
      pattern: '/status/sessions',
      handle: () =>
        container({
          size: state.sessions.length,
          ...(state.sessions.length === 0 ? {} : { Metadata: state.sessions }),
        }),
    },
    {
      methods: ['GET'],
      pattern: '/status/sessions/history/all',
      handle: (ask) => {
        const only = ask.query.get('librarySectionID');
        const rows = state.history.filter((row) => only === null || row['librarySectionID'] === only);
        return page(ask, ask.query.get('sort') === 'viewedAt:asc' ? rows.toReversed() : rows, (row) => row, {
          cap: state.pageCap,
        });
      },
    },
    { methods: ['GET', 'POST'], pattern: '/:/timeline', handle: timeline },
    {
      methods: ['GET', 'PUT'],
      pattern: '/:/scrobble',
      handle: (ask) => {
        played(marked(ask), false);
        return done;
      },
    },
    {
      methods: ['GET', 'PUT'],
      pattern: '/:/unscrobble',
      handle: (ask) => {
        const item = marked(ask);
        item.viewCount = 0;
        item.lastViewedAt = undefined;
        return done;
      },
    },
    {
      methods: ['GET', 'PUT'],
      pattern: '/:/rate',
      handle: (ask) => {
        const item = marked(ask);
        const rating = Number(required(ask, 'rating'));
        if (!Number.isFinite(rating) || rating < -1 || rating > 10) throw new Refusal(400);
        item.userRating = rating === -1 ? undefined : rating;
        return done;
      },
    },
    {
      methods: ['POST'],
      pattern: '/playQueues',
      handle: (ask) => {
        client(ask);
        if (required(ask, 'type') !== 'audio') throw new Refusal(400);
        const list = ask.query.get('playlistID');
        const from =
          list === null
            ? keysOf(state, required(ask, 'uri')).flatMap((key) => leavesOf(library.item(key)))
            : state.playlists.get(list)?.items.map((each) => each.item);
        if (from === undefined) throw new Refusal(404);
        const shuffled = ask.query.get('shuffle') === '1';
        const items = (shuffled ? from.toReversed() : from).map((item) => ({ id: state.nextId(), item }));
        const key = ask.query.get('key');
        const selected = Math.max(
          0,
          items.findIndex(({ item }) => key === `/library/metadata/${item.ratingKey}`),
        );
        const id = state.nextId();
        state.queues.set(id, { id, items, selected, shuffled });
        return container(queueOf(id));
      },
    },
    {
      methods: ['GET'],
      pattern: '/playQueues/:id',
      handle: (ask) => container(queueOf(Number(ask.segments['id']))),
    },
  ];
}

function leavesOf(item: Item | undefined): Item[] {
  if (item === undefined) return [];
  return item.kind === 10 ? [item] : item.children.flatMap(leavesOf);
}
