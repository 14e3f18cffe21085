import { loadTexts } from '../i18n/index.ts';

/** Loads a page together with the texts that only it and its neighbours need. */
export function withTexts<Page>(part: Parameters<typeof loadTexts>[0], page: () => Promise<Page>): () => Promise<Page> {
  return async () => (await Promise.all([page(), loadTexts(part)]))[0];
}
