import { isIPv6 } from 'node:net';

/**
 * The name under which limits count an address: an IPv4 address itself, of an IPv6 address the first 64 bits, because whoever has one of them has
 * all 2^64.
 */
export function clientOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped !== null) return mapped[1] ?? ip;
  const plain = ip.split('%', 1)[0] ?? ip;
  if (!isIPv6(plain)) return ip;
  const [before = '', after = ''] = plain.split('::', 2);
  const head = before === '' ? [] : before.split(':');
  const tail = after === '' ? [] : after.split(':');
  const whole = plain.includes('::')
    ? [...head, ...Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail]
    : head;
  return `${whole
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':')}::/64`;
}
