import type { Channel } from '../../notifications/ports.ts';
import { judgeStatus } from './judge.ts';
import { cut, withoutMentions } from './text.ts';

/** Services behind Apprise cut at different lengths; this suits most. */
const mostBody = 3500;
const mostTitle = 200;

/** Apprise API with a stored configuration: the address ends with `/notify/KEY`. */
export const apprise: Channel = {
  kind: 'apprise',
  check: (url) =>
    /\/notify\/[\w-]{1,128}\/?$/.test(url.pathname)
      ? null
      : 'must be the address of a configuration, such as http://apprise:8000/notify/my-key',
  request(config, message) {
    return {
      url: config.url,
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        title: cut(withoutMentions(message.title), mostTitle),
        body: cut(withoutMentions(message.lines.join('\n') || message.title), mostBody),
        type: message.tone,
        format: 'text',
        ...(config.tag === null ? {} : { tag: config.tag }),
      }),
    };
  },
  judge(answer, now) {
    if (answer.status === 204) {
      const sentence = 'Apprise has no services under this key or tag (204). Add them there, or correct the address.';
      return { kind: 'refused', code: 'nothing_configured', sentence, gone: false };
    }
    if (answer.status === 424) {
      // sending all again would double what arrived at the others
      const sentence = 'Apprise could not reach at least one of its services (424). Look into its log.';
      return { kind: 'refused', code: 'partly_failed', sentence, gone: false };
    }
    return judgeStatus('Apprise', answer, now);
  },
};
