import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { asProblem, signOutOfSpotify } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/overlays/dialog.tsx';

/** Signing out, after saying what goes and what stays. */
export function SignOut() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const leave = useMutation({
    mutationFn: signOutOfSpotify,
    onSuccess: async () => {
      setAsking(false);
      toast.success(t('spotify.signOut.done'));
      await client.invalidateQueries({ queryKey: ['spotify'] });
    },
  });
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t('spotify.signOut.action')}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('spotify.signOut.title')}
        description={t('spotify.signOut.text')}
        closeLabel={t('app.close')}
      >
        {leave.error !== null && <ProblemNote problem={asProblem(leave.error)} onRetry={() => leave.mutate()} />}
        <div className="mt-4 flex flex-wrap justify-end gap-2">
          <Button onClick={() => setAsking(false)}>{t('spotify.signIn.cancel')}</Button>
          <Button kind="primary" disabled={leave.isPending} onClick={() => leave.mutate()}>
            {t('spotify.signOut.action')}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
