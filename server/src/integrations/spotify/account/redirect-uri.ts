/** What is wrong with a redirect URI, before Spotify says so on a page of its own that Harmony never sees. */
export interface RedirectFault {
  readonly code:
    | 'not_an_address'
    | 'localhost'
    | 'http_beyond_loopback'
    | 'other_scheme'
    | 'fragment'
    | 'credentials'
    | 'wildcard';
  readonly sentence: string;
  readonly remedy: string;
}

const register = 'register exactly the same in the dashboard of Spotify, under Settings, Redirect URIs';

/**
 * The rules that Spotify enforces since November 2025: https anywhere, http only with a loopback literal and never with the name localhost,
 * no fragment. `null`: nothing is wrong.
 */
export function redirectFault(uri: string): RedirectFault | null {
  if (!URL.canParse(uri) || /\s/.test(uri)) {
    return {
      code: 'not_an_address',
      sentence: `The redirect URI "${uri.slice(0, 200)}" is not an address.`,
      remedy: `Use for example http://127.0.0.1:8080/api/v1/spotify/callback, and ${register}.`,
    };
  }
  const url = new URL(uri);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return {
      code: 'other_scheme',
      sentence: `The redirect URI begins with ${url.protocol}; a browser must be able to open it here.`,
      remedy: 'Use https, or http with 127.0.0.1.',
    };
  }
  if (uri.includes('*')) {
    return {
      code: 'wildcard',
      sentence: 'Spotify compares redirect URIs letter by letter; * stands for nothing else.',
      remedy: 'Write the whole address.',
    };
  }
  if (uri.includes('#')) {
    return {
      code: 'fragment',
      sentence: 'A redirect URI must not have a part behind #.',
      remedy: 'Leave out # and what follows.',
    };
  }
  if (url.username !== '' || url.password !== '') {
    return {
      code: 'credentials',
      sentence: 'A redirect URI must not contain a user name or password.',
      remedy: 'Leave out everything before @.',
    };
  }
  if (url.protocol === 'https:') return null;
  const host = url.hostname;
  if (host === 'localhost' || host.endsWith('.localhost')) {
    return {
      code: 'localhost',
      sentence: 'Spotify refuses redirect URIs with the name localhost.',
      remedy: `Use ${uri.replace(/localhost/i, '127.0.0.1')} and ${register}.`,
    };
  }
  if (host === '127.0.0.1' || host === '[::1]') return null;
  return {
    code: 'http_beyond_loopback',
    sentence: `Spotify refuses http for ${host}; only 127.0.0.1 and [::1] may go without https.`,
    remedy: `Put Harmony behind https, or use http://127.0.0.1:${url.port === '' ? '8080' : url.port}/api/v1/spotify/callback, ${register}, and paste the address of the page that cannot be opened into Harmony.`,
  };
}

/** Whether the address of a browser's page leads to the same place as the redirect URI. */
export function sameRedirect(uri: string, opened: URL): boolean {
  const url = new URL(uri);
  const path = (each: URL): string => each.pathname.replace(/\/+$/, '');
  return url.protocol === opened.protocol && url.host === opened.host && path(url) === path(opened);
}

/** Whether only a browser on the machine of Harmony itself can come back by itself. */
export function isLoopback(uri: string): boolean {
  const host = URL.canParse(uri) ? new URL(uri).hostname : '';
  return host === '127.0.0.1' || host === '[::1]';
}
