import type { ComponentPropsWithoutRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Said, saidText } from './index.ts';

/** The sentence in something that the schema does not describe; `null` when there is none. */
export function saidIn(value: unknown): Said | null {
  return typeof value === 'object' && value !== null && typeof (value as Said).sentence === 'string'
    ? (value as Said)
    : null;
}

/** What the server says, in the language of the page; marked as English where it has to stay so. */
export function Told({
  said,
  as: Tag = 'span',
  ...rest
}: { said: Said | string; as?: 'span' | 'p' | 'dd' | 'li' } & Omit<
  ComponentPropsWithoutRef<'span'>,
  'lang' | 'children'
>) {
  const { t } = useTranslation();
  const { text, lang } = saidText(t, said);
  return (
    <Tag lang={lang} {...rest}>
      {text}
    </Tag>
  );
}
