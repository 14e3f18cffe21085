import type { Logger } from '#platform/log';
import { type Tracing, type TracingSettings, tracesAddress } from './tracing.ts';

export { tracingSettings } from './settings.ts';
export type { AskedQuery, NewSpan, OpenSpan, SpanAttributes, SpanEnd, Tracing, TracingSettings } from './tracing.ts';

/** Begins to record and to send; `null` when no collector is named: then nothing of OpenTelemetry is loaded. `log` is asked for late, because it writes the ids of traces. */
export async function startTracing(
  settings: TracingSettings,
  house: { readonly version: string; readonly process: string; readonly log: () => Logger },
): Promise<Tracing | null> {
  const address = tracesAddress(settings);
  if (address === null) return null;
  const { createTracing } = await import('./provider.ts');
  return createTracing(settings, { ...house, address });
}
