import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../../ui/overlays/confirm.tsx';

/** Asks before people leave what they have not saved, also when they close the window. */
export function UnsavedGuard({ when }: { when: boolean }) {
  const { t } = useTranslation();
  const blocker = useBlocker({ shouldBlockFn: () => when, enableBeforeUnload: when, withResolver: true });
  return (
    <Confirm
      open={blocker.status === 'blocked'}
      title={t('settings.unsaved.title')}
      action={t('settings.unsaved.leave')}
      cancel={t('settings.unsaved.stay')}
      closeLabel={t('settings.unsaved.stay')}
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      {t('settings.unsaved.text')}
    </Confirm>
  );
}
