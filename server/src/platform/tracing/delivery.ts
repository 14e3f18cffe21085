import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from '#platform/log';

/** Passes everything on to `exporter`, and writes once into the log when the collector stops or begins to take what it gets. */
export function tellingExporter(exporter: SpanExporter, address: string, log: () => Logger): SpanExporter {
  let refused = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const failed = result.error !== undefined;
        if (failed !== refused) tell(failed, result.error);
        refused = failed;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => await exporter.forceFlush?.(),
  };

  function tell(failed: boolean, error?: Error): void {
    const fields = { event: 'tracing.delivery', component: 'tracing', status: failed ? 'error' : 'ok' };
    if (!failed) log().info(fields, 'The collector takes our traces again.');
    else
      log().warn(
        { ...fields, reason: error?.message.slice(0, 200) },
        `The collector at ${address} does not take our traces; they are dropped until it does. Check OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_HEADERS.`,
      );
  }
}
