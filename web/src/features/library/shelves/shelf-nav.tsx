import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Segments, segment } from '../../../ui/form/segments.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';

const exact = { activeOptions: { exact: true, includeSearch: false }, className: segment } as const;

/** The ways to look at the library. */
export function ShelfNav() {
  const { t } = useTranslation();
  return (
    <Segments label={t('shelves.nav')}>
      <Link to="/library" {...exact}>
        {t('shelves.artists')}
      </Link>
      <Link to="/library/albums" {...exact}>
        {t('shelves.albums')}
      </Link>
      <Link to="/library/files" {...exact}>
        {t('shelves.files')}
      </Link>
      <Link to="/library/duplicates" {...exact}>
        {t('shelves.duplicates.name')}
      </Link>
      <Link to="/library/missing" {...exact}>
        {t('shelves.missing.name')}
      </Link>
      <Link to="/library/trash" {...exact}>
        {t('trash.heading')}
      </Link>
    </Segments>
  );
}

/** Heading of a way to look at the library, with the others beside it. */
export function ShelfHeader({ title, intro }: { title: string; intro: string }) {
  return <PageHeader title={title} intro={intro} aside={<ShelfNav />} />;
}
