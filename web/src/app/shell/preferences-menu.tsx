import { Keyboard, LogOut, SlidersHorizontal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSignOut } from '../../features/access/index.ts';
import { chooseLanguage, type Language, languages } from '../../i18n/index.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuChoice, MenuDivider, MenuItem } from '../../ui/overlays/menu.tsx';
import { chooseTheme, useThemeChoice } from '../theme.ts';

/** Language, appearance, the list of shortcuts, and the way out for whoever signed in. */
export function PreferencesMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { t, i18n } = useTranslation();
  const theme = useThemeChoice();
  const signOut = useSignOut();
  return (
    <Menu
      trigger={
        <Button kind="quiet" size="icon" aria-label={t('app.settings')}>
          <SlidersHorizontal className="size-4" aria-hidden="true" />
        </Button>
      }
    >
      <MenuChoice
        label={t('app.language')}
        value={i18n.language as Language}
        options={languages}
        onChange={(language) => void chooseLanguage(language)}
      />
      <MenuDivider />
      <MenuChoice
        label={t('app.theme')}
        value={theme}
        options={[
          { value: 'system', label: t('app.themeSystem') },
          { value: 'light', label: t('app.themeLight') },
          { value: 'dark', label: t('app.themeDark') },
        ]}
        onChange={chooseTheme}
      />
      <MenuDivider />
      <MenuItem icon={<Keyboard className="size-4" />} onSelect={onShortcuts}>
        {t('app.shortcuts')}
      </MenuItem>
      {signOut !== null && (
        <>
          <MenuDivider />
          <MenuItem icon={<LogOut className="size-4" />} onSelect={signOut}>
            {t('access.signOut')}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
