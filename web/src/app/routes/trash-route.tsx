import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { TrashPage } from '../../features/library/index.ts';
import { useFeed } from '../feed.ts';

/** The deleted files under their address. */
export function TrashRoute() {
  const { t } = useTranslation();
  return (
    <TrashPage
      feed={useFeed()}
      back={
        <Link
          to="/library"
          className="mb-2 inline-flex items-center gap-1 rounded-sm text-small font-medium text-sea-strong underline-offset-4 hover:underline"
        >
          <ChevronLeft className="size-4" aria-hidden="true" />
          {t('places.library')}
        </Link>
      }
    />
  );
}
