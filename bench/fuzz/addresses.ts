import type { FuzzRequest } from './requests.ts';

/** So many requests come from one address before the next one is used: fewer than the limits allow at once. */
const perAddress = 40;
const guessesPerAddress = 12;

/**
 * Addresses from which requests come (`X-Forwarded-For`, from a trusted proxy), so that limits seldom answer in place of the operations. Wrong keys come from
 * others than right ones, and every eighth of them from the same: there the limit holds.
 */
export function createAddresses(key: string): { of(request: FuzzRequest): string } {
  let sent = 0;
  let guesses = 0;
  return {
    of(request) {
      if (!mayGuess(request, key)) {
        sent += 1;
        return `10.${numbered(Math.floor(sent / perAddress))}`;
      }
      guesses += 1;
      return guesses % 8 === 0 ? '192.0.2.66' : `172.${numbered(Math.floor(guesses / guessesPerAddress))}`;
    },
  };
}

/** Whether it holds something that is taken for a key: in its header, its address or its body. */
function mayGuess({ headers, url, operation }: FuzzRequest, key: string): boolean {
  const given = headers['x-api-key'];
  return (
    (given !== undefined && given !== key) ||
    /[?&](?:key|token)=/.test(url) ||
    /\/session$|calendar/.test(operation.path)
  );
}

function numbered(count: number): string {
  return `${16 + ((count >> 16) & 15)}.${(count >> 8) & 255}.${count & 255}`;
}
