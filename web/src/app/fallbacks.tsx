import { useQueryClient } from '@tanstack/react-query';
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { Compass, RotateCw, Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <Notice
      heading="h1"
      icon={<Compass className="size-8" strokeWidth={1.5} />}
      title={t('notFound.title')}
      actions={
        <Link to="/" className="font-medium text-sea-strong underline underline-offset-4">
          {t('notFound.home')}
        </Link>
      }
    >
      {t('notFound.text')}
    </Notice>
  );
}

/** The page itself failed; nothing is lost on the server, and the other places still work. */
export function Crash({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const router = useRouter();
  return (
    <Notice
      heading="h1"
      alert
      icon={<Unplug className="size-8" strokeWidth={1.5} />}
      title={t('crash.title')}
      actions={
        <>
          <Button
            kind="primary"
            onClick={() => {
              // What was read may be what the page stumbles over.
              client.removeQueries();
              reset();
              void router.invalidate();
            }}
          >
            <RotateCw className="size-4" aria-hidden="true" />
            {t('problem.retry')}
          </Button>
          <Button onClick={() => window.location.reload()}>{t('crash.reload')}</Button>
        </>
      }
    >
      <p>{t('crash.text')}</p>
      <p lang="en" className="mt-2 text-small text-ink-faint">
        {error instanceof Error ? error.message : String(error)}
      </p>
    </Notice>
  );
}
