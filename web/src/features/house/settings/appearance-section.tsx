import { useTranslation } from 'react-i18next';
import { chooseLanguage, languages } from '../../../i18n/index.ts';
import { Choice } from '../../../ui/form/choice.tsx';
import { Panel } from '../../../ui/panel.tsx';

/** Whether light, dark, or as the device has it. */
export interface ThemeControl {
  readonly value: 'system' | 'light' | 'dark';
  readonly choose: (value: 'system' | 'light' | 'dark') => void;
}

/** Language and theme of this browser. */
export function AppearanceSection({ theme }: { theme: ThemeControl }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('settings.appearance.title')}>
      <div className="space-y-6">
        <LanguageChoice />
        <Choice
          label={t('app.theme')}
          value={theme.value}
          options={[
            { value: 'system', label: t('app.themeSystem') },
            { value: 'light', label: t('app.themeLight') },
            { value: 'dark', label: t('app.themeDark') },
          ]}
          onChange={theme.choose}
        />
        <p className="max-w-prose text-small text-ink-soft">{t('settings.appearance.text')}</p>
      </div>
    </Panel>
  );
}

/** The languages of the page, each under its own name. */
export function LanguageChoice() {
  const { t, i18n } = useTranslation();
  const value = languages.find((language) => language.value === i18n.language)?.value ?? 'en';
  return (
    <Choice
      label={t('app.language')}
      value={value}
      options={languages}
      onChange={(language) => void chooseLanguage(language)}
    />
  );
}
