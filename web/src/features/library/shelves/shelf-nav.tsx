import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

const look =
  'shrink-0 rounded-md px-3 py-1.5 text-small font-medium text-ink-soft transition-colors duration-150 hover:text-ink aria-[current=page]:bg-surface aria-[current=page]:text-ink aria-[current=page]:shadow-rest';
const exact = { activeOptions: { exact: true, includeSearch: false }, className: look } as const;

/** The ways to look at the library. */
export function ShelfNav() {
  const { t } = useTranslation();
  return (
    <nav
      aria-label={t('shelves.nav')}
      className="flex max-w-full gap-1 overflow-x-auto rounded-lg bg-sunken p-1 [scrollbar-width:none]"
    >
      <Link to="/library" {...exact}>
        {t('shelves.artists')}
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
    </nav>
  );
}

/** Heading of a way to look at the library, with the others beside it. */
export function ShelfHeader({ title, intro }: { title: string; intro: string }) {
  return (
    <header className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="mb-1 text-display font-semibold">{title}</h1>
        <p className="max-w-prose text-ink-soft">{intro}</p>
      </div>
      <ShelfNav />
    </header>
  );
}
