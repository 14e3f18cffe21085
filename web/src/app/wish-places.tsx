import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

const look =
  '-mb-px flex h-10 items-center border-b-2 border-transparent font-medium text-ink-soft transition-colors duration-150 hover:text-ink aria-[current=page]:border-sea aria-[current=page]:text-ink';

/** The way between wishes and the downloads that serve them. */
export function WishPlaces() {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('downloads.places')} className="mb-3 flex gap-6 border-b border-line">
      <Link to="/wishes" activeOptions={{ includeSearch: false }} className={look}>
        {t('places.wishes')}
      </Link>
      <Link to="/downloads" activeOptions={{ includeSearch: false }} className={look}>
        {t('downloads.heading')}
      </Link>
    </nav>
  );
}
