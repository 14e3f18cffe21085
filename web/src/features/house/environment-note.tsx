import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CopyText } from '../../ui/copy-text.tsx';
import { declaredQuery } from './queries.ts';

/** Lines to be put into the environment file, with where that is and what to do then. */
export function EnvironmentNote({ lines }: { lines: readonly string[] }) {
  const { t } = useTranslation();
  const file = useQuery(declaredQuery).data?.environment_file;
  return (
    <div>
      <p className="mb-2 max-w-prose text-small text-ink-soft">
        {t('settings.environment.text', { count: lines.length })}
        {file !== undefined && (
          <>
            {' '}
            <code className="break-all text-ink">{file}</code>
          </>
        )}
      </p>
      <CopyText
        text={lines.join('\n')}
        label={t('settings.environment.copy', { count: lines.length })}
        copiedLabel={t('settings.environment.copied')}
      />
      <p className="mt-2 max-w-prose text-small text-ink-soft">{t('settings.environment.then')}</p>
    </div>
  );
}
