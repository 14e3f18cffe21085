import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowUp, Ban, ListChecks, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { cancelWish, prioritiseWish, retryWish, type Wish } from '../../api/index.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { inBulk } from './in-bulk.ts';
import { canCancel, canRetry } from './use-wish-actions.ts';

type Deed = 'retry' | 'prioritise' | 'cancel';

const deeds = {
  retry: { can: canRetry, does: (wish: Wish) => retryWish(wish.id), Icon: RotateCcw },
  prioritise: {
    can: (wish: Wish) => canCancel(wish) && wish.priority === 0,
    does: (wish: Wish) => prioritiseWish(wish.id, 100),
    Icon: ArrowUp,
  },
  cancel: { can: canCancel, does: (wish: Wish) => cancelWish(wish.id), Icon: Ban },
};

/** As many as this are changed at once; the others stay for the next time. */
const most = 500;

/** One deed for all wishes that the list shows: asks first, says what came of it, and takes a cancellation back. */
export function BulkMenu({ wishes }: { wishes: readonly Wish[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asked, setAsked] = useState<Deed | null>(null);
  const { mutate, isPending } = useMutation({
    mutationFn: ({ deed, chosen }: { deed: Deed; chosen: readonly Wish[] }) => inBulk(chosen, deeds[deed].does),
    onSuccess({ changed, failed }, { deed }) {
      void client.invalidateQueries({ queryKey: ['wishes'] });
      if (failed > 0) toast.error(t('wishes.bulk.failed', { count: failed }));
      if (changed.length === 0) return;
      const text = t(`wishes.bulk.${deed}Done`, { count: changed.length });
      if (deed !== 'cancel') return void toast.success(text);
      toast(text, {
        action: { label: t('wishes.actions.undo'), onClick: () => mutate({ deed: 'retry', chosen: changed }) },
      });
    },
  });
  const chosenFor = (deed: Deed): Wish[] => wishes.filter(deeds[deed].can).slice(0, most);
  const possible = (['retry', 'prioritise', 'cancel'] as const).filter((deed) => wishes.some(deeds[deed].can));
  if (possible.length === 0) return null;
  return (
    <>
      <Menu
        trigger={
          <Button size="small" className="h-10" disabled={isPending}>
            <ListChecks className="size-4" aria-hidden="true" />
            {isPending ? t('wishes.bulk.busy') : t('wishes.bulk.all')}
          </Button>
        }
      >
        {possible.map((deed) => {
          const { Icon } = deeds[deed];
          return (
            <MenuItem
              key={deed}
              danger={deed === 'cancel'}
              icon={<Icon className="size-4" />}
              onSelect={() => setAsked(deed)}
            >
              {t(`wishes.bulk.${deed}`, { count: chosenFor(deed).length })}
            </MenuItem>
          );
        })}
      </Menu>
      {asked !== null && (
        <Confirm
          open
          title={t(`wishes.bulk.${asked}`, { count: chosenFor(asked).length })}
          action={t('wishes.bulk.confirm')}
          cancel={t('wishes.bulk.leave')}
          closeLabel={t('app.close')}
          onClose={() => setAsked(null)}
          onConfirm={() => mutate({ deed: asked, chosen: chosenFor(asked) })}
        >
          <p>{t('wishes.bulk.text', { max: most })}</p>
        </Confirm>
      )}
    </>
  );
}
