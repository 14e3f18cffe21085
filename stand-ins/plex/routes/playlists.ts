import { type Ask, container, done, page, Refusal, type Route, required } from '../http.ts';
import { identifier, type Playlist, type State } from '../server-state.ts';
import { type Json, metadataOf } from '../wire.ts';

/** Playlists of the owner, item by item. Lists of somebody else are not found; smart ones refuse changes of their items. */
export function playlistRoutes(state: State): Route[] {
  const listFor = (ask: Ask): Playlist => {
    const list = state.playlists.get(ask.segments['id'] ?? '');
    if (list === undefined || list.owner !== 'owner') throw new Refusal(404);
    return list;
  };
  const plain = (ask: Ask): Playlist => {
    const list = listFor(ask);
    if (list.smart) throw new Refusal(400);
    return list;
  };
  const at = (list: Playlist, id: string | null): number => {
    const found = list.items.findIndex((each) => String(each.id) === id);
    if (found < 0) throw new Refusal(404);
    return found;
  };
  const shown = (list: Playlist, more: Json = {}) => container({ size: 1, ...more, Metadata: [playlistOf(list)] });

  /** Unknown keys are dropped without a word; only the counts tell. */
  function append(list: Playlist, uri: string) {
    const keys = keysOf(state, uri);
    const known = keys.flatMap((key) => {
      const item = state.library.item(key);
      return item === undefined
        ? []
        : item.kind === 10
          ? [item]
          : item.children.flatMap((each) => (each.kind === 10 ? [each] : each.children));
    });
    list.items.push(...known.map((item) => ({ id: state.nextId(), item })));
    list.updatedAt = state.now();
    return { leafCountAdded: known.length, leafCountRequested: keys.length };
  }

  return [
    {
      methods: ['GET'],
      pattern: '/playlists',
      handle: (ask) => {
        const kind = ask.query.get('playlistType');
        const smart = ask.query.get('smart');
        const rows = [...state.playlists.values()].filter(
          (list) =>
            list.owner === 'owner' &&
            (kind === null || kind === 'audio') &&
            (smart === null || list.smart === (smart === '1')),
        );
        return page(ask, rows, playlistOf, { cap: state.pageCap });
      },
    },
    {
      methods: ['POST'],
      pattern: '/playlists',
      handle: (ask) => {
        const queue = ask.query.get('playQueueID');
        const uri = queue === null ? required(ask, 'uri') : null;
        // the kind of a list follows from what is in it
        if (uri !== null && keysOf(state, uri).every((key) => state.library.item(key) === undefined))
          throw new Refusal(400);
        const id = String(state.nextId());
        const from = queue === null ? [] : (state.queues.get(Number(queue))?.items ?? []);
        const list: Playlist = {
          ratingKey: id,
          title: ask.query.get('title') ?? 'New Playlist',
          summary: '',
          smart: ask.query.get('smart') === '1',
          owner: 'owner',
          addedAt: state.now(),
          updatedAt: state.now(),
          items: from.map(({ item }) => ({ id: state.nextId(), item })),
          posters: [],
        };
        state.playlists.set(id, list);
        return shown(list, uri === null ? {} : append(list, uri));
      },
    },
    { methods: ['GET'], pattern: '/playlists/:id', handle: (ask) => shown(listFor(ask)) },
    {
      methods: ['PUT'],
      pattern: '/playlists/:id',
      handle: (ask) => {
        const list = listFor(ask);
        list.title = ask.query.get('title') ?? list.title;
        list.summary = ask.query.get('summary') ?? list.summary;
        list.updatedAt = state.now();
        return done;
      },
    },
    {
      methods: ['DELETE'],
      pattern: '/playlists/:id',
      handle: (ask) => {
        state.playlists.delete(listFor(ask).ratingKey);
        return { status: 204 };
      },
    },
    {
      methods: ['GET'],
      pattern: '/playlists/:id/items',
      handle: (ask) => {
        const list = listFor(ask);
        const contents = {
          leafCount: list.items.length,
          playlistType: 'audio',
          ratingKey: list.ratingKey,
          smart: list.smart,
          title: list.title,
        };
        return page(ask, list.items, ({ id, item }) => ({ ...metadataOf(item), playlistItemID: id }), {
          cap: state.pageCap,
          contents,
        });
      },
    },
    {
      methods: ['PUT'],
      pattern: '/playlists/:id/items',
      handle: (ask) => {
        const list = plain(ask);
        return shown(list, append(list, required(ask, 'uri')));
      },
    },
    {
      methods: ['DELETE'],
      pattern: '/playlists/:id/items',
      handle: (ask) => {
        const list = plain(ask);
        list.items = [];
        return shown(list);
      },
    },
    {
      methods: ['DELETE'],
      pattern: '/playlists/:id/items/:item',
      handle: (ask) => {
        const list = plain(ask);
        list.items.splice(at(list, ask.segments['item'] ?? null), 1);
        list.updatedAt = state.now();
        return shown(list);
      },
    },
    {
      methods: ['PUT'],
      pattern: '/playlists/:id/items/:item/move',
      handle: (ask) => {
        const list = plain(ask);
        const after = ask.query.get('after');
        if (after !== null) at(list, after);
        const [moved] = list.items.splice(at(list, ask.segments['item'] ?? null), 1);
        if (moved !== undefined) list.items.splice(after === null ? 0 : at(list, after) + 1, 0, moved);
        list.updatedAt = state.now();
        return shown(list);
      },
    },
    {
      methods: ['POST'],
      pattern: '/library/metadata/:id/posters',
      handle: (ask) => {
        const url = ask.query.get('url');
        if (url === null && ask.body.length === 0) throw new Refusal(400);
        listFor(ask).posters.push(url ?? `upload://posters/${ask.body.length}`);
        return done;
      },
    },
    {
      methods: ['GET'],
      pattern: '/library/metadata/:id/posters',
      handle: (ask) => page(ask, listFor(ask).posters, (key) => ({ key, ratingKey: key, selected: true })),
    },
  ];
}

/** The keys in a `server://…` address; 400 for another server or form. */
export function keysOf(state: State, uri: string): string[] {
  const form = /^server:\/\/([^/]+)\/([^/]+)\/library\/metadata\/([\d,]+)$/.exec(uri);
  if (form === null || form[1] !== state.machineIdentifier || form[2] !== identifier) throw new Refusal(400);
  return (form[3] ?? '').split(',').filter((key) => key !== '');
}

function playlistOf(list: Playlist): Json {
  return {
    ratingKey: list.ratingKey,
    key: `/playlists/${list.ratingKey}/items`,
    guid: `com.plexapp.agents.none://playlist/${list.ratingKey}`,
    type: 'playlist',
    title: list.title,
    summary: list.summary,
    smart: list.smart,
    playlistType: 'audio',
    composite: `/playlists/${list.ratingKey}/composite/${list.updatedAt}`,
    ...(list.posters.length === 0 ? {} : { thumb: list.posters.at(-1) }),
    duration: list.items.reduce((sum, { item }) => sum + (item.durationMs ?? 0), 0),
    leafCount: list.items.length,
    addedAt: list.addedAt,
    updatedAt: list.updatedAt,
  };
}
