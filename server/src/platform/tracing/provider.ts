import { randomUUID } from 'node:crypto';
import { type Context, context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Logger } from '#platform/log';
import { tellingExporter } from './delivery.ts';
import { traceRequests } from './requests.ts';
import { type NewSpan, type OpenSpan, pairsOf, type Tracing, type TracingSettings } from './tracing.ts';

const stopMs = 2000;
const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;
/** A statement is shown up to this length. */
const longestSql = 2000;

/** Records with OpenTelemetry's own SDK and sends to `address` (OTLP over HTTP). Loaded only when it is switched on. */
export function createTracing(
  settings: TracingSettings,
  house: {
    readonly address: string;
    readonly version: string;
    readonly process: string;
    readonly log: () => Logger;
  },
): Tracing {
  const exporter = new OTLPTraceExporter({
    url: house.address,
    headers: pairsOf(settings.headers),
    timeoutMillis: settings.timeoutMs,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.version': house.version,
      'service.instance.id': randomUUID(),
      'process.pid': process.pid,
      'harmony.process': house.process,
      ...pairsOf(settings.attributes),
      'service.name': settings.serviceName,
    }),
    sampler: samplerOf(settings),
    // what finds no place in its queue of 2,048 is dropped: a collector that is away holds nothing up
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: tellingExporter(exporter, house.address, house.log),
        scheduledDelayMillis: settings.delayMs,
        exportTimeoutMillis: settings.timeoutMs,
      }),
    ],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const tracer = provider.getTracer('harmony', house.version);
  const stopRequests = traceRequests(tracer);
  return {
    begin: (span) => open(tracer, span),
    asked({ sql, durationMs, error }) {
      // the queue and the monitors ask all day long
      if (trace.getActiveSpan() === undefined) return;
      const end = Date.now();
      const span = tracer.startSpan(summaryOf(sql), {
        kind: SpanKind.CLIENT,
        startTime: end - durationMs,
        attributes: { 'db.system.name': 'postgresql', 'db.query.text': sql.slice(0, longestSql) },
      });
      if (error !== undefined) fail(span, error instanceof Error ? error.message : 'It was refused.');
      span.end(end);
    },
    fields() {
      const at = trace.getActiveSpan()?.spanContext();
      return at === undefined ? {} : { trace_id: at.traceId, span_id: at.spanId };
    },
    async stop() {
      stopRequests();
      const late = new Promise<void>((resolve) => setTimeout(resolve, stopMs).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      context.disable();
    },
  };
}

/** Never below the span that happens to be active: whoever begins here was often called by what came before. */
function open(tracer: Tracer, { name, kind, attributes, headers }: NewSpan): OpenSpan {
  const span = tracer.startSpan(name, { kind: kinds[kind], attributes }, callerOf(headers ?? {}));
  const own = trace.setSpan(context.active(), span);
  return {
    within: (work) => context.with(own, work),
    end(how = {}) {
      span.setAttributes(how.attributes ?? {});
      if (how.failed !== undefined) fail(span, how.failed);
      span.end();
    },
  };
}

const propagator = new W3CTraceContextPropagator();

function callerOf(headers: NonNullable<NewSpan['headers']>): Context {
  return propagator.extract(trace.deleteSpan(context.active()), headers, {
    get: (carrier: typeof headers, key: string) => carrier[key],
    keys: (carrier: typeof headers) => Object.keys(carrier),
  });
}

function fail(span: Span, why: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: why.slice(0, 512) });
}

/** `select wishes`, for the list of spans. */
function summaryOf(sql: string): string {
  const [operation = 'query'] = sql.trimStart().split(/\s/, 1);
  const [, table] = /\b(?:from|into|update)\s+"?(\w+)/i.exec(sql.slice(0, longestSql)) ?? [];
  return `${operation.slice(0, 20).toLowerCase()}${table === undefined ? '' : ` ${table}`}`;
}

function samplerOf({ sampler, samplerShare }: TracingSettings): Sampler {
  const [, parents, word] = /^(parentbased_)?(\w+)$/.exec(sampler) ?? [];
  const root =
    word === 'always_off'
      ? new AlwaysOffSampler()
      : word === 'traceidratio'
        ? new TraceIdRatioBasedSampler(samplerShare)
        : new AlwaysOnSampler();
  return parents === undefined ? root : new ParentBasedSampler({ root });
}
