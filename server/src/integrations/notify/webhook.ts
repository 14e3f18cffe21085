import { createHmac } from 'node:crypto';
import type { Channel } from '../../notifications/ports.ts';
import { judgeStatus } from './judge.ts';

const version = 1;
/** Events that are named one by one; the number of all is told. */
const mostEvents = 100;

/**
 * A webhook of somebody's own: JSON with the events as they are. The delivery's id, the event and the time stand in headers; with a secret the body is signed, as
 * people know it from GitHub: `X-Harmony-Signature: sha256=hex(HMAC(secret, timestamp + "." + body))`.
 */
export const webhook: Channel = {
  kind: 'webhook',
  check: () => null,
  request(config, message) {
    const timestamp = String(Math.floor(message.sentAt.getTime() / 1000));
    const body = JSON.stringify({
      id: message.uid,
      version,
      event: message.kind,
      occurredAt: (message.events[0]?.happenedAt ?? message.sentAt).toISOString(),
      instance: 'harmony',
      data: {
        title: message.title,
        message: message.lines.join('\n'),
        tone: message.tone,
        count: message.count,
        events: message.events.slice(0, mostEvents).map((event) => ({
          event: event.kind,
          occurredAt: event.happenedAt.toISOString(),
          details: event.details,
        })),
      },
    });
    const signature =
      config.secret === null
        ? {}
        : {
            'x-harmony-signature': `sha256=${createHmac('sha256', config.secret).update(`${timestamp}.${body}`).digest('hex')}`,
          };
    return {
      url: config.url,
      method: config.method,
      headers: {
        ...config.headers,
        'content-type': 'application/json',
        'x-harmony-delivery': message.uid,
        'x-harmony-event': message.kind,
        'x-harmony-timestamp': timestamp,
        ...signature,
      },
      body,
    };
  },
  judge: (answer, now) => judgeStatus('The webhook', answer, now),
};
