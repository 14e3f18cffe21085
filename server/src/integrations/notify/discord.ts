import type { Channel, Tone } from '../../notifications/ports.ts';
import { judgeStatus } from './judge.ts';
import { cut, objectOf, withoutMarkdown } from './text.ts';

const mostTitle = 256;
const mostDescription = 4096;
const unknownWebhook = 10_015;
const colours: Readonly<Record<Tone, number>> = {
  info: 0x3b82a0,
  success: 0x2f9e6e,
  warning: 0xd08a1d,
  failure: 0xc8503c,
};

/** A webhook of a Discord channel. Names of songs are shown as they are written: no Markdown, and nobody is mentioned. */
export const discord: Channel = {
  kind: 'discord',
  check: (url) =>
    /\/api(?:\/v\d+)?\/webhooks\/\d+\/[\w-]+\/?$/.test(url.pathname)
      ? null
      : 'must be the address of a webhook, such as https://discord.com/api/webhooks/…/…',
  request(config, message) {
    const url = new URL(config.url);
    // the answer then says whether the message is there
    url.searchParams.set('wait', 'true');
    return {
      url: url.href,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        username: 'Harmony',
        allowed_mentions: { parse: [] },
        embeds: [
          {
            title: cut(withoutMarkdown(message.title), mostTitle),
            description: cut(message.lines.map(withoutMarkdown).join('\n'), mostDescription),
            color: colours[message.tone],
            timestamp: message.sentAt.toISOString(),
          },
        ],
      }),
    };
  },
  judge(answer, now) {
    const body = objectOf(answer.text);
    if (answer.status === 404 && body['code'] === unknownWebhook) {
      const sentence =
        'Discord does not know this webhook any more: it was deleted. Make a new one and enter its address.';
      return { kind: 'refused', code: 'webhook_deleted', sentence, gone: true };
    }
    const seconds = body['retry_after'];
    if (answer.status === 429 && typeof seconds === 'number' && Number.isFinite(seconds)) {
      const until = new Date(now.getTime() + Math.min(Math.max(seconds, 1), 86_400) * 1000);
      return { kind: 'later', code: 'rate_limited', sentence: 'Discord wants fewer messages (429).', until };
    }
    return judgeStatus('Discord', answer, now);
  },
};
