import { setting } from '#platform/config';

const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
];

/** What is wrong with a list of `key=value`, or `null`. */
function listFault(text: string): string | null {
  const wrong = text.split(',').some((entry) => entry.trim() !== '' && !/^[^=]+=/.test(entry.trim()));
  return wrong ? 'must be a list such as key=value,other=value' : null;
}

/** Where traces go; names and meanings are those of OpenTelemetry (opentelemetry.io, "Environment Variable Specification"). */
export const tracingSettings = {
  endpoint: setting.url({
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    default: null,
    doc: 'Address of an OpenTelemetry collector (OTLP over HTTP, such as http://127.0.0.1:4318). Set, Harmony sends traces to its /v1/traces. Left out, nothing of it is loaded.',
  }),
  tracesEndpoint: setting.url({
    name: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    default: null,
    doc: 'The whole address for traces, in place of the other one.',
  }),
  headers: setting.secret({
    name: 'OTEL_EXPORTER_OTLP_HEADERS',
    aliases: ['OTEL_EXPORTER_OTLP_TRACES_HEADERS'],
    default: null,
    check: listFault,
    doc: 'Headers for the collector, such as a key: name=value,name=value, values percent-encoded.',
  }),
  protocol: setting.text({
    name: 'OTEL_EXPORTER_OTLP_PROTOCOL',
    aliases: ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'],
    default: 'http/protobuf',
    choices: ['http/protobuf'],
    doc: 'How traces are written; Harmony knows this one only, which every collector understands.',
  }),
  timeoutMs: setting.int({
    name: 'OTEL_EXPORTER_OTLP_TIMEOUT',
    aliases: ['OTEL_EXPORTER_OTLP_TRACES_TIMEOUT'],
    default: 10_000,
    min: 100,
    max: 60_000,
    doc: 'How long one delivery may take, in milliseconds.',
  }),
  delayMs: setting.int({
    name: 'OTEL_BSP_SCHEDULE_DELAY',
    default: 5000,
    min: 50,
    max: 60_000,
    doc: 'How long spans are gathered before they are sent, in milliseconds.',
  }),
  serviceName: setting.text({
    name: 'OTEL_SERVICE_NAME',
    default: 'harmony',
    doc: 'Under which name the traces appear.',
  }),
  attributes: setting.text({
    name: 'OTEL_RESOURCE_ATTRIBUTES',
    default: null,
    check: listFault,
    doc: 'What else to write beside the name: key=value,key=value, values percent-encoded.',
  }),
  sampler: setting.text({
    name: 'OTEL_TRACES_SAMPLER',
    default: 'parentbased_always_on',
    choices: samplers,
    doc: 'Which traces are recorded; parentbased: whoever calls with a header traceparent decides.',
  }),
  samplerShare: setting.number({
    name: 'OTEL_TRACES_SAMPLER_ARG',
    default: 1,
    min: 0,
    max: 1,
    doc: 'Of traceidratio: the share of traces that is recorded.',
  }),
  disabled: setting.bool({
    name: 'OTEL_SDK_DISABLED',
    default: false,
    doc: 'With true nothing is traced, whatever else is set.',
  }),
};
