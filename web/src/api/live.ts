/** Names of the server's events. */
type LiveEvent =
  | 'wish'
  | 'ingest'
  | 'library'
  | 'activity'
  | 'service'
  | 'plex'
  | 'library_scan'
  | 'watch'
  | 'discography';

/** Whether events arrive. `lost` since a moment, with the moment of the next attempt (epoch milliseconds). */
export type LiveStatus =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'resting' }
  | { readonly kind: 'lost'; readonly nextAttemptAt: number };

/** The one stream of changes that a tab holds. */
export interface LiveFeed {
  /** Calls `listener` with the parsed data of each event; returns the way to stop. */
  readonly on: (event: LiveEvent, listener: (data: unknown) => void) => () => void;
  /** Calls `listener` when events may have been missed, so that what is shown must be read again. */
  readonly onGap: (listener: () => void) => () => void;
  readonly onStatus: (listener: () => void) => () => void;
  readonly status: () => LiveStatus;
  /** Tries at once instead of waiting for the next attempt. */
  readonly retryNow: () => void;
  /** Opens the stream; returns the way to close it. */
  readonly start: () => () => void;
}

const eventNames: readonly LiveEvent[] = [
  'wish',
  'ingest',
  'library',
  'activity',
  'service',
  'plex',
  'library_scan',
  'watch',
  'discography',
];
const firstPauseMs = 1000;
const longestPauseMs = 30_000;
/** A hidden tab lets go of its connection: browsers give HTTP/1.1 only six for all tabs together. */
const hiddenPatienceMs = 60_000;
/** A timer this late means that the machine slept and the connection is probably dead without knowing. */
const sleepMs = 30_000;
const beatMs = 10_000;

/** Builds the feed; nothing is opened before `start`. */
export function createLiveFeed(url: string): LiveFeed {
  const listeners = new Map<LiveEvent, Set<(data: unknown) => void>>();
  const gapListeners = new Set<() => void>();
  const statusListeners = new Set<() => void>();
  let status: LiveStatus = { kind: 'connecting' };
  let source: EventSource | undefined;
  let attempts = 0;
  let retryTimer: number | undefined;
  let restTimer: number | undefined;

  const setStatus = (next: LiveStatus): void => {
    status = next;
    for (const listener of statusListeners) listener();
  };
  const close = (): void => {
    clearTimeout(retryTimer);
    source?.close();
    source = undefined;
  };
  const tryLater = (): void => {
    close();
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** attempts) * (0.75 + Math.random() / 2);
    attempts += 1;
    setStatus({ kind: 'lost', nextAttemptAt: Date.now() + pause });
    retryTimer = window.setTimeout(open, pause);
  };
  function open(): void {
    close();
    const stream = new EventSource(url);
    source = stream;
    stream.addEventListener('open', () => {
      attempts = 0;
      setStatus({ kind: 'open' });
      // at the first opening, too: what was read before it may have changed, and nobody was told
      for (const listener of gapListeners) listener();
    });
    // The browser would retry by itself, but never after an HTTP error and never with growing pauses.
    stream.addEventListener('error', tryLater);
    stream.addEventListener('reset', () => {
      for (const listener of gapListeners) listener();
    });
    for (const name of eventNames) {
      stream.addEventListener(name, (event: MessageEvent<string>) => {
        const heard = listeners.get(name);
        if (heard === undefined) return;
        const data: unknown = JSON.parse(event.data);
        for (const listener of heard) listener(data);
      });
    }
  }
  const retryNow = (): void => {
    attempts = 0;
    open();
  };
  const onVisibility = (): void => {
    clearTimeout(restTimer);
    if (document.hidden) {
      restTimer = window.setTimeout(() => {
        close();
        setStatus({ kind: 'resting' });
      }, hiddenPatienceMs);
    } else if (source === undefined) retryNow();
  };

  return {
    on(event, listener) {
      const heard = listeners.get(event) ?? new Set();
      listeners.set(event, heard.add(listener));
      return () => heard.delete(listener);
    },
    onGap(listener) {
      gapListeners.add(listener);
      return () => gapListeners.delete(listener);
    },
    onStatus(listener) {
      statusListeners.add(listener);
      return () => statusListeners.delete(listener);
    },
    status: () => status,
    retryNow,
    start() {
      let lastBeat = Date.now();
      const beat = window.setInterval(() => {
        const late = Date.now() - lastBeat - beatMs;
        lastBeat = Date.now();
        if (late > sleepMs && !document.hidden) retryNow();
      }, beatMs);
      document.addEventListener('visibilitychange', onVisibility);
      window.addEventListener('online', retryNow);
      open();
      return () => {
        clearInterval(beat);
        clearTimeout(restTimer);
        document.removeEventListener('visibilitychange', onVisibility);
        window.removeEventListener('online', retryNow);
        close();
      };
    },
  };
}
