import type { SettingValues } from '#platform/config';
import type { tracingSettings } from './settings.ts';

/** The settings of tracing. */
export type TracingSettings = SettingValues<typeof tracingSettings>;

/** What can be said of a span: numbers, words, yes and no. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** A piece of work that begins. */
export interface NewSpan {
  /** Of few different texts: the template of a route, the type of a job. */
  readonly name: string;
  readonly kind: 'server' | 'client' | 'consumer' | 'internal';
  readonly attributes: SpanAttributes;
  /** Headers of a caller, who may name the trace that this belongs to (`traceparent`). */
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
}

/** How a piece of work ended. */
export interface SpanEnd {
  readonly attributes?: SpanAttributes;
  /** Why it failed, in a sentence; left out: it did not. */
  readonly failed?: string;
}

/** A piece of work under way. */
export interface OpenSpan {
  /** Calls `work`; what it does and what follows from it belongs to this span. */
  within<T>(work: () => T): T;
  /** Call it once. */
  end(how?: SpanEnd): void;
}

/** A question to the database that has been answered. */
export interface AskedQuery {
  /** With placeholders in place of values. */
  readonly sql: string;
  readonly durationMs: number;
  /** Left out: it was answered. */
  readonly error?: unknown;
}

/** What records what the program does, for somebody who looks at it elsewhere. Nothing in it throws or waits for the collector. */
export interface Tracing {
  /** Begins a trace of its own, or goes on with the caller's. */
  begin(span: NewSpan): OpenSpan;
  /** Records an answered query below the span that asked; outside of one it is dropped. */
  readonly asked: (query: AskedQuery) => void;
  /** `trace_id` and `span_id` for a line of the log; empty outside of spans. */
  readonly fields: () => Readonly<Record<string, string>>;
  /** Sends what is left, for two seconds at the most. */
  stop(): Promise<void>;
}

/** Where traces go to, or `null`: nowhere. */
export function tracesAddress(settings: TracingSettings): string | null {
  if (settings.disabled) return null;
  return settings.tracesEndpoint ?? (settings.endpoint === null ? null : `${settings.endpoint}/v1/traces`);
}

/** Takes `key=value,key=value` apart; values are percent-encoded. */
export function pairsOf(text: string | null): Record<string, string> {
  const entries = (text ?? '').split(',').filter((entry) => entry.trim() !== '');
  return Object.fromEntries(
    entries.map((entry) => {
      const at = entry.indexOf('=');
      const value = entry.slice(at + 1).trim();
      return [entry.slice(0, at).trim(), isEncoded(value) ? decodeURIComponent(value) : value];
    }),
  );
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
