import type { Scope } from './scope.ts';

/** What a request shows to be let in. */
export interface Credentials {
  /** From `X-API-Key`, `Authorization: Bearer` or `Authorization: ApiKey`, in this order. */
  readonly key: string | null;
  /** From the cookie of a browser that signed in. */
  readonly session: string | null;
}

/** Who asks. */
export interface Caller {
  /** Stable and free of secrets, such as `key:12`; `anybody` when nobody is asked. */
  readonly id: string;
  /** As people named the key. */
  readonly name: string;
  readonly scope: Scope;
  /** `true`: let in by the cookie of a browser, which other pages can make it send. */
  readonly bySession: boolean;
}

/** Whether a request is let in. `missing`: it shows nothing; `invalid`: what it shows is unknown, revoked or expired. */
export type Admission =
  | { readonly ok: true; readonly caller: Caller }
  | { readonly ok: false; readonly why: 'missing' | 'invalid' };

/** Decides who is let in; the room `access` implements it. */
export interface Gate {
  /** `false`: everybody who reaches the server is let in. */
  readonly required: boolean;
  admit(given: Credentials): Promise<Admission>;
  /** Tells, in this process, that somebody was signed out or lost the key; returns the way to stop. */
  onEnd(listener: (callerId: string) => void): () => void;
}

/** Everybody, as long as nobody is asked for a key. */
export const anybody: Caller = { id: 'anybody', name: 'anybody', scope: 'admin', bySession: false };

/** Lets everybody in. */
export const openGate: Gate = {
  required: false,
  admit: async () => ({ ok: true, caller: anybody }),
  onEnd: () => () => undefined,
};
