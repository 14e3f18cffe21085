import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dynamicText } from '../../../../i18n/index.ts';
import { Field } from '../../../../ui/form/field.tsx';
import { Select } from '../../../../ui/form/select.tsx';
import { Switch } from '../../../../ui/form/switch.tsx';
import type { Draft } from './draft.ts';

function useWords(draft: Draft, name: string): { label: string; hint: ReactNode } {
  const { t } = useTranslation();
  const hint = dynamicText(t, `settings.hint.${name}`, draft.setting(name)?.doc ?? '');
  return {
    label: dynamicText(t, `settings.label.${name}`, name).text,
    hint: <span lang={hint.own ? undefined : 'en'}>{hint.text}</span>,
  };
}

/** A number or a text of a draft. */
export function ValueField({ draft, name, placeholder }: { draft: Draft; name: string; placeholder?: string }) {
  const { label, hint } = useWords(draft, name);
  return (
    <Field
      label={label}
      hint={hint}
      inputMode="numeric"
      placeholder={placeholder}
      problem={draft.problem(name)}
      value={draft.value(name)}
      onChange={(event) => draft.set(name, event.target.value)}
    />
  );
}

/** Yes or no, of a draft. */
export function ValueSwitch({ draft, name, disabled = false }: { draft: Draft; name: string; disabled?: boolean }) {
  const words = useWords(draft, name);
  return (
    <div>
      <Switch
        {...words}
        checked={draft.yes(name)}
        disabled={disabled}
        onChange={(yes) => draft.set(name, String(yes))}
      />
      <Trouble text={draft.problem(name)} />
    </div>
  );
}

/** One of the usual numbers, of a draft; one that is none of them is kept. */
export function ValueSelect({
  draft,
  name,
  options,
}: {
  draft: Draft;
  name: string;
  options: readonly { readonly value: string; readonly label: string }[];
}) {
  const { label, hint } = useWords(draft, name);
  const value = draft.value(name);
  const all = options.some((option) => option.value === value) ? options : [{ value, label: value }, ...options];
  return (
    <div>
      <Select label={label} value={value} options={all} onChange={(next) => draft.set(name, next)} />
      <p className="mt-1.5 text-small text-ink-faint">{hint}</p>
      <Trouble text={draft.problem(name)} />
    </div>
  );
}

/** What is wrong with a value that has no field of its own to say it. */
export function Trouble({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p role="alert" className="mt-1.5 text-small text-coral">
      {text}
    </p>
  );
}
