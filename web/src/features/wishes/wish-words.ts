import type { TFunction } from 'i18next';
import { stages, type Wish } from '../../api/index.ts';
import { saidText } from '../../i18n/index.ts';

/** Colour family of a wish's state. */
export type Tone = 'sea' | 'amber' | 'coral' | 'faint';

/** Colour family that tells the state at a glance. */
export function toneOf(wish: Wish): Tone {
  switch (wish.state) {
    case 'active':
    case 'done':
      return 'sea';
    case 'waiting':
      return 'amber';
    case 'review':
      return 'coral';
    case 'queued':
    case 'cancelled':
      return 'faint';
  }
}

/** Steps that lie behind a wish, 0 to 7. */
export function stepsDone(wish: Wish): number {
  return wish.state === 'done' ? stages.length : stages.indexOf(wish.stage);
}

/** The artists as one line. */
export function artistLine(wish: { readonly artists: readonly string[] }): string {
  return wish.artists.join(', ');
}

/** What happens right now, in two or three words. */
export function headline(t: TFunction, wish: Wish): string {
  if (wish.state === 'active') {
    if (wish.stage === 'download' && wish.download?.state === 'queued') {
      const { username, queue_position: position } = wish.download;
      return position === null ? t('wishes.inQueueNoPlace', { username }) : t('wishes.inQueue', { username, position });
    }
    return t(`wishes.doing.${wish.stage}`);
  }
  if (wish.state === 'queued' && wish.stage !== 'search') {
    return t('wishes.queuedText', { stage: t(`wishes.stage.${wish.stage}`) });
  }
  return t(`wishes.state.${wish.state}`);
}

/** The reason in the language of the page when we have it, else the server's English sentence, marked as such. */
export function reasonText(t: TFunction, wish: Wish): { text: string; lang?: 'en' } | null {
  if (wish.reason === null) return null;
  return saidText(t, wish.reason);
}
