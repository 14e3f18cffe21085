/** Why a redirect URI is refused, in the words of the page. */
export type RedirectFault = 'INVALID_CLIENT: Insecure redirect URI' | 'INVALID_CLIENT: Invalid redirect URI';

const isLoopbackLiteral = (host: string): boolean => host === '127.0.0.1' || host === '[::1]';

/** https anywhere, or http on a loopback literal; the name `localhost` is refused (rules of April 2025). */
export function isSecureRedirect(uri: string): boolean {
  // `URL` writes 127.1 as 127.0.0.1, so the host is looked at as it was sent.
  const sent = /^(https?):\/\/(\[[^\]/?#]*\]|[^:/?#@]*)(?::\d+)?(?:[/?#]|$)/.exec(uri);
  if (!sent) return false;
  const host = sent[2] ?? '';
  return sent[1] === 'https' ? host !== '' && host.toLowerCase() !== 'localhost' : isLoopbackLiteral(host);
}

const withoutPort = (uri: string): string =>
  uri.replace(/^(http:\/\/(?:127\.0\.0\.1|\[::1\])):\d+(?=[/?#]|$)/, (_, origin: string) => origin);

/**
 * Judges the redirect URI of a request against those of the app. They are compared letter by letter; only a loopback literal that is registered without a
 * port may be used with any.
 */
export function judgeRedirect(uri: string, registered: readonly string[]): RedirectFault | undefined {
  if (!isSecureRedirect(uri)) return 'INVALID_CLIENT: Insecure redirect URI';
  return registered.includes(uri) || registered.includes(withoutPort(uri))
    ? undefined
    : 'INVALID_CLIENT: Invalid redirect URI';
}
