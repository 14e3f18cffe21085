import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import {
  asProblem,
  changeWatched,
  pauseWatched,
  resumeWatched,
  unwatch,
  type WatchEntry,
  type WatchOptions,
} from '../../api/index.ts';
import { useProblemText } from '../../i18n/problem-note.tsx';

/** What can be done with a watched artist; says what went wrong, and shows the truth again afterwards. */
export function useWatchActions(entry: Pick<WatchEntry, 'artist_key' | 'name'>) {
  const { t } = useTranslation();
  const explain = useProblemText();
  const client = useQueryClient();
  const key = entry.artist_key;
  const { mutate, isPending } = useMutation({
    mutationFn: (act: { run: () => Promise<unknown>; said: string | null }) => act.run(),
    onSuccess: (_answer, { said }) => {
      if (said !== null) toast.success(said);
    },
    onError: (error) =>
      toast.error(t('artists.failed', { name: entry.name }), { description: explain(asProblem(error)).text }),
    onSettled: () => client.invalidateQueries({ queryKey: ['artists'] }),
  });
  return {
    busy: isPending,
    change: (change: WatchOptions) => mutate({ run: () => changeWatched(key, change), said: null }),
    pause: (resumeAt: string | null) =>
      mutate({ run: () => pauseWatched(key, resumeAt), said: t('artists.paused', { name: entry.name }) }),
    resume: () => mutate({ run: () => resumeWatched(key), said: t('artists.resumed', { name: entry.name }) }),
    remove: () => mutate({ run: () => unwatch(key), said: t('artists.removed', { name: entry.name }) }),
  };
}
