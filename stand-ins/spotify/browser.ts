/**
 * Does what a person does in a browser: opens the sign-in page, chooses somebody, agrees or cancels. Resolves to the address that the browser would be sent
 * to, without going there. Throws when the page is a refusal.
 */
export async function agreeAsPerson(
  authorizeUrl: string,
  wish: { readonly decision?: 'agree' | 'cancel'; readonly user?: string } = {},
): Promise<URL> {
  const page = await fetch(authorizeUrl, { redirect: 'manual' });
  const text = await page.text();
  if (page.status !== 200) throw new Error(`The sign-in page says ${page.status}: ${text}`);
  const fieldOf = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
  const form = new URLSearchParams({
    transaction: fieldOf('transaction'),
    user: wish.user ?? fieldOf('user'),
    decision: wish.decision ?? 'agree',
  });
  const sent = await fetch(new URL('/authorize/decision', authorizeUrl), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const location = sent.headers.get('location');
  if (location === null) throw new Error(`The decision was answered with ${sent.status}: ${await sent.text()}`);
  return new URL(location);
}
