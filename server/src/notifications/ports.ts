/** What people can be told of. */
export const eventKinds = [
  'track.finished',
  'track.review',
  'download.failed',
  'import.finished',
  'release.found',
  'autosync.finished',
  'autosync.blocked',
  'service.down',
  'service.back',
  'disk.paused',
  'disk.resumed',
  'account.attention',
] as const;

/** One of them. */
export type EventKind = (typeof eventKinds)[number];

/** The services that messages can be sent to. */
export const targetKinds = ['webhook', 'ntfy', 'discord', 'apprise'] as const;

/** One of them. */
export type TargetKind = (typeof targetKinds)[number];

/** How urgent a message is. */
export type Tone = 'info' | 'success' | 'warning' | 'failure';

/** Something that happened. */
export interface NotificationEvent {
  readonly id: number;
  readonly kind: EventKind;
  readonly happenedAt: Date;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A message in words, not escaped for anything. */
export interface Message {
  /** Stays the same over all tries. */
  readonly uid: string;
  /** The kind of its events, `batch` where there are several, or `test`. */
  readonly kind: EventKind | 'batch' | 'test';
  readonly tone: Tone;
  readonly title: string;
  readonly lines: readonly string[];
  /** Events in all; there may be fewer lines. */
  readonly count: number;
  readonly events: readonly NotificationEvent[];
  readonly sentAt: Date;
}

/** Where a message goes; secret as a whole. */
export interface TargetConfig {
  /** The whole address, with keys and topics that are part of it. */
  readonly url: string;
  /** Key of the signature (webhook) or access token (ntfy). */
  readonly secret: string | null;
  /** Additional headers of a webhook. */
  readonly headers: Readonly<Record<string, string>>;
  readonly method: 'POST' | 'PUT';
  /** Tag of Apprise. */
  readonly tag: string | null;
}

/** A request that carries a message. */
export interface ChannelRequest {
  readonly url: string;
  readonly method: 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer as it came. */
export interface ChannelAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** What became of a try. */
export type Verdict =
  | { readonly kind: 'delivered' }
  /** Try again, not before that moment where the service named one. */
  | { readonly kind: 'later'; readonly code: string; readonly sentence: string; readonly until: Date | null }
  /** Trying again would not help; `gone`: the target does not exist any more. */
  | { readonly kind: 'refused'; readonly code: string; readonly sentence: string; readonly gone: boolean };

/** How one service is spoken to: pure, without I/O. */
export interface Channel {
  readonly kind: TargetKind;
  /** Why an address cannot be one of this service, or `null`. */
  check(url: URL): string | null;
  request(config: TargetConfig, message: Message): ChannelRequest;
  judge(answer: ChannelAnswer, now: Date): Verdict;
}

/** Sends a request; throws a fault with `code`, `message` and perhaps a `remedy` when no answer came. */
export type Post = (
  request: ChannelRequest,
  options: { readonly allowPrivate: boolean; readonly signal: AbortSignal | undefined },
) => Promise<ChannelAnswer>;
