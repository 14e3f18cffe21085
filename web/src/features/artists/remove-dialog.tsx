import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/overlays/dialog.tsx';

/** Asks before an artist is watched no longer. */
export function RemoveDialog({ name, onRemove, onClose }: { name: string; onRemove: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('artists.remove.title', { name })}
      description={t('artists.remove.text')}
      closeLabel={t('app.close')}
    >
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t('artists.cancel')}</Button>
        <Button
          kind="primary"
          onClick={() => {
            onRemove();
            onClose();
          }}
        >
          {t('artists.actions.remove')}
        </Button>
      </div>
    </Dialog>
  );
}
