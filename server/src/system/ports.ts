/** What a service said about a secret. */
export type SecretAnswer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused' }
  /** A status below 500 that says neither. */
  | { readonly kind: 'unexpected'; readonly status: number }
  | { readonly kind: 'unreachable' }
  /** 429: it does not want to be asked now; in ms, where it says how long. */
  | { readonly kind: 'limited'; readonly retryAfterMs: number | null }
  /** 5xx. */
  | { readonly kind: 'broken'; readonly status: number };

/** A secret that can be tried out. Nothing here is stored or logged. */
export interface SecretProvider {
  /** As in the path, such as `slskd_api_key`. */
  readonly name: string;
  /** What the secret looks like, and in words. */
  readonly format: RegExp;
  readonly formatRule: string;
  /** The one in use; `null`: none is configured. */
  stored(): Promise<string | null>;
  /** Keeps it, sealed, or forgets it. Left out: it is kept where its service is connected. */
  readonly keep?: (secret: string | null) => Promise<void>;
  /** Something else that is needed before the service can be asked, such as a client id; `null`: nothing. */
  missing(): Promise<string | null>;
  /** Asks the service. Never throws. */
  ask(secret: string, signal: AbortSignal): Promise<SecretAnswer>;
}
