import { createActivity, createLiveFeed, type Follower } from '#activity';
import { createChannel, type DatabaseConnection, type Db } from '#platform/database';
import { createRelay } from '../wings/relay.ts';

/** Bursts of changes are joined for this many milliseconds before people are told. */
export const tellEveryMs = 200;
/** Every process holds this advisory lock, shared; any number that no other room uses. */
const processesLock = 4_711_103;

/** What tells people and other processes of changes: the live feed, the channel between processes, and the stored activity. */
export function createLive(deps: {
  readonly db: Db;
  readonly connection: DatabaseConnection;
  /** Another process changed this wish. */
  readonly onWish: (id: number) => void;
  /** The transfer monitor should look now. */
  readonly wake: () => void;
  /** The database was lost and has been reached again. */
  readonly back: () => void;
  readonly onFault: (what: string, error: unknown) => void;
  /** Hears of entries of the history in their transaction. */
  readonly follower: Follower;
}) {
  const feed = createLiveFeed();
  const channel = createChannel({
    connection: deps.connection,
    name: 'harmony_changes',
    place: processesLock,
    onMessage: (text) => relay.receive(text),
    onGap: () => {
      deps.back();
      deps.wake();
    },
    onFault: (error) => deps.onFault('live channel', error),
  });
  const relay = createRelay({
    send: (text) => channel.send(text),
    feed,
    everyMs: tellEveryMs,
    onWish: deps.onWish,
    onWake: deps.wake,
    onFault: (error) => deps.onFault('live channel', error),
  });
  return { feed, channel, relay, activity: createActivity(deps.db, { ...feed, ...relay.feed }, deps.follower) };
}
