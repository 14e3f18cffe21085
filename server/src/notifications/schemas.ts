import { Type } from 'typebox';
import type { DeliveryRow } from './deliveries.store.ts';
import { type EventKind, eventKinds, type TargetConfig, targetKinds } from './ports.ts';
import type { TargetRow } from './targets.store.ts';

const moment = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);
const text = Type.Union([Type.String(), Type.Null()]);
const plain = '^[^\\u0000-\\u001f\\u007f]*$';

const kindSchema = Type.Enum(targetKinds, { description: 'webhook, ntfy, discord or apprise' });
const eventsSchema = Type.Array(Type.Enum(eventKinds), {
  maxItems: 50,
  description: 'What this target is told of',
});

/** What a person says of a target; what is left out stays, or has its default. */
export const targetBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, pattern: plain }),
    kind: kindSchema,
    enabled: Type.Optional(Type.Boolean()),
    events: eventsSchema,
    language: Type.Optional(Type.Union([Type.Literal('en'), Type.Literal('de')])),
    allow_private: Type.Optional(
      Type.Boolean({ description: 'Whether the address may lie in the local network; link-local addresses never may' }),
    ),
    url: Type.String({
      minLength: 1,
      maxLength: 2000,
      description: 'The whole address: of the webhook, of the ntfy topic, of the Apprise configuration (/notify/KEY)',
    }),
    secret: Type.Optional(
      Type.Union([Type.String({ maxLength: 500, pattern: plain }), Type.Null()], {
        description: 'webhook: key of the signature; ntfy: access token or user:password. null takes it away',
      }),
    ),
    headers: Type.Optional(
      Type.Record(Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' }), Type.String({ maxLength: 1000, pattern: plain }), {
        maxProperties: 20,
        description: 'Additional headers of a webhook',
      }),
    ),
    method: Type.Optional(Type.Union([Type.Literal('POST'), Type.Literal('PUT')])),
    tag: Type.Optional(Type.Union([Type.String({ maxLength: 200, pattern: plain }), Type.Null()])),
  },
  { additionalProperties: false, $id: 'NotificationTargetDraft' },
);
/** A change; what is secret and left out stays as it is. */
export const targetChange = Type.Partial(targetBody, { additionalProperties: false, $id: 'NotificationTargetChange' });

/** A target to be tried before it is kept; with `target_id`, what is left out is taken from that one. */
export const targetTrial = Type.Object(
  {
    target_id: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
    ...Type.Omit(targetChange, ['name', 'events', 'enabled']).properties,
  },
  { additionalProperties: false, $id: 'NotificationTargetTrial' },
);

/** A message that was sent, or is being sent. */
export const deliverySchema = Type.Object(
  {
    id: Type.Integer(),
    uid: Type.String({ description: 'As the receiver knows it' }),
    target_id: Type.Integer(),
    kind: Type.String({ description: 'The event, batch where there were several kinds, or test' }),
    event_count: Type.Integer(),
    state: Type.String({ description: 'pending, delivered, failed or cancelled' }),
    attempts: Type.Integer(),
    http_status: Type.Union([Type.Integer(), Type.Null()]),
    error_code: text,
    error: text,
    created_at: Type.String({ format: 'date-time' }),
    finished_at: moment,
  },
  { $id: 'NotificationDelivery' },
);

/** A target; what is secret is not shown. */
export const targetSchema = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    kind: kindSchema,
    enabled: Type.Boolean(),
    events: Type.Array(Type.String()),
    language: Type.String(),
    allow_private: Type.Boolean(),
    url: Type.String({ description: 'Scheme and host; the rest is masked' }),
    has_secret: Type.Boolean(),
    header_names: Type.Array(Type.String()),
    method: Type.String(),
    tag: text,
    paused_until: moment,
    problem: Type.Union([Type.Object({ code: Type.String(), message: Type.String() }), Type.Null()]),
    last_delivered_at: moment,
    last_delivery: Type.Union([deliverySchema, Type.Null()]),
  },
  { $id: 'NotificationTarget' },
);

/** A message for people. */
export function deliveryView(row: DeliveryRow) {
  return {
    id: row.id,
    uid: row.uid,
    target_id: row.target_id,
    kind: row.kind,
    event_count: row.event_count,
    state: row.state,
    attempts: row.attempts,
    http_status: row.http_status,
    error_code: row.error_code,
    error: row.error,
    created_at: new Date(row.created_at).toISOString(),
    finished_at: row.finished_at === null ? null : new Date(row.finished_at).toISOString(),
  };
}

/** A target for people. */
export function targetView(
  row: TargetRow,
  config: TargetConfig | { readonly sentence: string },
  last: DeliveryRow | undefined,
) {
  const readable = 'url' in config ? config : null;
  const unreadable = 'sentence' in config ? { code: 'secret_unreadable', message: config.sentence } : null;
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    enabled: row.enabled,
    events: row.events as EventKind[],
    language: row.language,
    allow_private: row.allow_private,
    url: `${row.origin}/••••••`,
    has_secret: (readable?.secret ?? null) !== null,
    header_names: Object.keys(readable?.headers ?? {}),
    method: readable?.method ?? 'POST',
    tag: readable?.tag ?? null,
    paused_until: row.paused_until?.toISOString() ?? null,
    problem:
      unreadable ?? (row.problem === null ? null : { code: row.problem_code ?? 'unknown', message: row.problem }),
    last_delivered_at: row.last_delivered_at?.toISOString() ?? null,
    last_delivery: last === undefined ? null : deliveryView(last),
  };
}
