import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

const look =
  'rounded-md px-3 py-1.5 text-small font-medium text-ink-soft transition-colors duration-150 hover:text-ink aria-[current=page]:bg-surface aria-[current=page]:text-ink aria-[current=page]:shadow-rest';

/** The two ways to look at watched artists: who they are, and what they put out when. */
export function Places() {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('artists.places')} className="inline-flex gap-1 rounded-lg bg-sunken p-1">
      <Link to="/artists" activeOptions={{ exact: true, includeSearch: false }} className={look}>
        {t('artists.watched')}
      </Link>
      <Link to="/artists/calendar" className={look}>
        {t('artists.calendar.name')}
      </Link>
    </nav>
  );
}
