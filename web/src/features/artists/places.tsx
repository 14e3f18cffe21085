import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Segments, segment } from '../../ui/form/segments.tsx';

/** The two ways to look at watched artists: who they are, and what they put out when. */
export function Places() {
  const { t } = useTranslation();
  return (
    <Segments label={t('artists.places')}>
      <Link to="/artists" activeOptions={{ exact: true, includeSearch: false }} className={segment}>
        {t('artists.watched')}
      </Link>
      <Link to="/artists/calendar" className={segment}>
        {t('artists.calendar.name')}
      </Link>
    </Segments>
  );
}
