import { type Answer, escapeHtml } from '../http.ts';
import type { User } from '../world/types.ts';

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;background:#fff;color:#111}
button{font:inherit;padding:.75rem 2rem;border-radius:2rem;border:1px solid #111;margin-right:1rem}
button[value=agree]{background:#1a7f3c;color:#fff;border-color:#1a7f3c}li{margin:.25rem 0}`;

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head><body>${body}</body></html>`;

/** What a person sees when the sign-in is refused before it began; the app never learns of it. */
export const refusalPage = (reason: string): Answer => ({ status: 400, text: reason });

/** The page on which a person says whether the app may; a real form, for a real browser. */
export function consentPage(ask: {
  readonly transaction: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly users: readonly User[];
  readonly session: string | undefined;
}): Answer {
  const chosen = ask.users.find((user) => user.id === ask.session) ?? ask.users[0];
  const people = ask.users.map((user) => {
    const checked = user === chosen ? ' checked' : '';
    const name = escapeHtml(user.name ?? user.id);
    return `<label><input type="radio" name="user" value="${escapeHtml(user.id)}"${checked}> ${name}</label><br>`;
  });
  const scopes = ask.scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`);
  const body = `<main><h1>Stand-in Spotify</h1>
<p>The app <code>${escapeHtml(ask.clientId)}</code> asks for:</p>
<ul>${scopes.join('') || '<li>what everybody may see</li>'}</ul>
<form method="post" action="/authorize/decision">
<input type="hidden" name="transaction" value="${ask.transaction}">
<fieldset><legend>Signed in as</legend>${people.join('')}</fieldset>
<p><button name="decision" value="agree">Agree</button><button name="decision" value="cancel">Cancel</button></p>
</form></main>`;
  return { status: 200, html: page('Authorize', body), headers: { 'cache-control': 'no-store' } };
}
