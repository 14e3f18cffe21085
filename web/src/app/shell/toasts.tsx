import { useTranslation } from 'react-i18next';
import { Toaster } from 'sonner';
import { useRoomBeside } from '../../ui/media.ts';
import { useDark } from '../theme.ts';

/** The one home of short notes; three at most, for six seconds. They stand above dialogs and below an open menu, so that none of its entries has to be waited for. */
export function Toasts() {
  const { t } = useTranslation();
  const beside = useRoomBeside();
  const dark = useDark();
  return (
    <Toaster
      theme={dark ? 'dark' : 'light'}
      position={beside ? 'bottom-right' : 'top-center'}
      visibleToasts={3}
      duration={6000}
      containerAriaLabel={t('shell.notes')}
      style={{ zIndex: 55 }}
      offset={20}
      mobileOffset={{ top: 64, left: 12, right: 12 }}
      toastOptions={{
        classNames: {
          toast: '!rounded-lg !border-line !bg-surface !font-sans !text-body !text-ink !shadow-float',
          description: '!text-ink-soft',
          actionButton: '!h-8 !rounded-md !bg-ink !px-3 !text-small !font-medium !text-on-ink',
        },
      }}
    />
  );
}
