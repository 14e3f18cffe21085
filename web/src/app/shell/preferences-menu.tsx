import { Keyboard, SlidersHorizontal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, type Language, languages } from '../../i18n/index.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuChoice, MenuDivider, MenuItem } from '../../ui/menu.tsx';
import { chooseTheme, useThemeChoice } from '../theme.ts';

/** Language, appearance and the list of shortcuts. */
export function PreferencesMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { t, i18n } = useTranslation();
  const theme = useThemeChoice();
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
    </Menu>
  );
}
