import { useMutation } from '@tanstack/react-query';
import { Check, Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { asProblem, wishRelease } from '../../../api/index.ts';
import { useProblemText } from '../../../i18n/problem-note.tsx';
import { Button } from '../../../ui/button.tsx';

/** Wishes for one missing track of an album that the catalogue has. */
export function GetTrack({
  artistKey,
  release,
  disc,
  number,
}: {
  artistKey: string;
  release: number;
  disc: number;
  number: number;
}) {
  const { t } = useTranslation();
  const explain = useProblemText();
  const wish = useMutation({
    mutationFn: () => wishRelease(artistKey, release, [{ disc, number }]),
    onError: (error) =>
      toast.error(t('shelves.getTrackFailed', { number }), { description: explain(asProblem(error)).text }),
  });
  if (wish.isSuccess)
    return (
      <output className="inline-flex items-center gap-1.5 text-small font-medium text-sea-strong">
        <Check className="size-4" aria-hidden="true" />
        {t('shelves.trackWished')}
      </output>
    );
  return (
    <Button
      size="small"
      disabled={wish.isPending}
      aria-label={t('shelves.getTrackOf', { number })}
      onClick={() => wish.mutate()}
    >
      <Download className="size-4" aria-hidden="true" />
      {t('shelves.getTrack')}
    </Button>
  );
}
