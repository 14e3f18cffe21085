import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeclaredSetting } from '../../../api/index.ts';
import { Told } from '../../../i18n/told.tsx';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/form/field.tsx';
import { Select } from '../../../ui/form/select.tsx';
import { environmentLine } from '../environment-lines.ts';
import { EnvironmentNote } from '../environment-note.tsx';
import { UnsavedGuard } from '../unsaved.tsx';
import { entryOf, isYes } from './choices.ts';

/** Another value for a setting: stored at once with `onStore`, else as a line for the environment. */
export function SettingChange({
  setting,
  label,
  aside,
  onStore,
}: {
  setting: DeclaredSetting;
  label: string;
  aside?: ReactNode;
  onStore?: (value: string) => void;
}) {
  const { t } = useTranslation();
  const entry = entryOf(setting.kind);
  const start = setting.secret ? '' : entry.type === 'switch' ? String(isYes(setting.value)) : (setting.value ?? '');
  const [value, setValue] = useState(start);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onStore?.(value.trim());
  };
  const options =
    entry.type === 'choice'
      ? entry.choices.map((choice) => ({ value: choice, label: choice }))
      : ['true', 'false'].map((choice) => ({
          value: choice,
          label: t(choice === 'true' ? 'settings.on' : 'settings.off'),
        }));
  return (
    <form onSubmit={submit} className="mt-4 max-w-2xl space-y-4 rounded-lg bg-sunken p-4">
      {entry.type === 'switch' || entry.type === 'choice' ? (
        <Select label={label} value={value} options={options} onChange={setValue} />
      ) : (
        <Field
          label={label}
          type={setting.secret ? 'password' : 'text'}
          inputMode={entry.type === 'number' ? 'decimal' : 'text'}
          hint={<Told said={setting.kind} />}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
      )}
      {onStore === undefined ? (
        <EnvironmentNote lines={[environmentLine(setting.name, value.trim())]} />
      ) : (
        <div className="flex flex-wrap items-center gap-4">
          <Button kind="primary" type="submit" disabled={value.trim() === '' || value === start}>
            {t('settings.save')}
          </Button>
          {aside}
          <UnsavedGuard when={value !== start} />
        </div>
      )}
    </form>
  );
}
