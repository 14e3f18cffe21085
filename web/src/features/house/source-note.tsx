import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A hint to a field with where its value comes from, in words. */
export function SourceNote({
  source,
  children,
}: {
  source: 'stored' | 'environment' | 'default';
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <>
      {children}
      {source !== 'default' && <> {t(`settings.from.${source}`)}</>}
    </>
  );
}
