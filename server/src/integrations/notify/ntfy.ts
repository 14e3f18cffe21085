import type { Channel, Tone } from '../../notifications/ports.ts';
import { judgeStatus } from './judge.ts';
import { cutBytes } from './text.ts';

/** Longer messages become attachments. */
const mostBytes = 4096;
const mostTitleBytes = 250;
const tags: Readonly<Record<Tone, string>> = {
  info: 'musical_note',
  success: 'white_check_mark',
  warning: 'warning',
  failure: 'rotating_light',
};
const priorities: Readonly<Record<Tone, number>> = { info: 2, success: 3, warning: 4, failure: 4 };

/** ntfy, ours or ntfy.sh: the address is that of the topic. Sent as JSON to the server, because titles in headers cannot hold every letter. */
export const ntfy: Channel = {
  kind: 'ntfy',
  check: (url) =>
    /\/[-_A-Za-z0-9]{1,64}\/?$/.test(url.pathname)
      ? null
      : 'must be the address of a topic, such as https://ntfy.sh/my-topic',
  request(config, message) {
    const url = new URL(config.url);
    const [, base = '/', topic = ''] = /^(.*\/)([^/]+)\/?$/.exec(url.pathname) ?? [];
    return {
      url: `${url.origin}${base}`,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(config.secret === null ? {} : { authorization: credentials(config.secret) }),
      },
      body: JSON.stringify({
        topic,
        title: cutBytes(message.title, mostTitleBytes),
        message: cutBytes(message.lines.join('\n') || message.title, mostBytes),
        tags: [tags[message.tone]],
        priority: priorities[message.tone],
      }),
    };
  },
  judge: (answer, now) => judgeStatus('ntfy', answer, now),
};

/** `user:password`, or an access token. */
function credentials(secret: string): string {
  return secret.includes(':') ? `Basic ${Buffer.from(secret).toString('base64')}` : `Bearer ${secret}`;
}
