/** What the page after a sign-in says. */
export type CallbackPage =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'help'; readonly hostHint: string | null };

const words = {
  en: {
    done: ['You are signed in to Spotify', 'Harmony can go on. You may close this window.'],
    failed: ['Signing in did not work', 'Close this window and begin again in Harmony.'],
    help: [
      'This is where Spotify comes back to',
      'There is nothing to do here by hand. If the browser was sent to an address that cannot be opened, copy the whole address and paste it into Harmony under Spotify.',
    ],
    back: 'Back to Harmony',
    at: 'Harmony is at',
  },
  de: {
    done: ['Bei Spotify angemeldet', 'Harmony kann weitermachen. Dieses Fenster kann geschlossen werden.'],
    failed: ['Die Anmeldung hat nicht geklappt', 'Dieses Fenster schließen und in Harmony neu beginnen.'],
    help: [
      'Hierher kommt Spotify zurück',
      'Von Hand ist hier nichts zu tun. Wenn der Browser auf eine Adresse geschickt wurde, die sich nicht öffnen lässt: die ganze Adresse kopieren und in Harmony unter Spotify einfügen.',
    ],
    back: 'Zurück zu Harmony',
    at: 'Harmony ist hier:',
  },
} as const;

const escaped: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => escaped[char] ?? char);

const style =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem;color-scheme:light dark}h1{font-size:1.4rem}a{color:inherit}';

/** The page in German or English, as the browser prefers. No script, no outside address. */
export function callbackPage(page: CallbackPage, acceptLanguage: string | undefined): string {
  const language = /^\s*de\b/i.test(acceptLanguage ?? '') ? 'de' : 'en';
  const said = words[language];
  const [title, sentence] = said[page.kind];
  const more = page.kind === 'failed' ? `<p>${escape(page.message)}</p>` : '';
  const hint =
    page.kind === 'help' && page.hostHint !== null ? `<p>${said.at} <b>${escape(page.hostHint)}</b></p>` : '';
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1>${more}<p>${sentence}</p>${hint}<p><a href="/">${said.back}</a></p></main></body></html>`;
}
