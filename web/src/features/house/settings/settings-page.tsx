import { Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoomBeside } from '../../../ui/media.ts';
import { PageHeader } from '../../../ui/page-header.tsx';
import { useTitle } from '../../../ui/title.ts';
import type { SettingsSection } from '../sections.ts';
import type { ThemeControl } from './appearance-section.tsx';
import { SectionContent } from './section-content.tsx';

/** Forms that other rooms have for a section. */
type Setups = Partial<Record<SettingsSection, ReactNode>>;

/** All settings: the sections beside the chosen one; on a phone first the sections, then the one. */
export function SettingsPage({
  section,
  sections,
  setups,
  theme,
}: {
  /** None: the list on a phone, the first one elsewhere. */
  section: SettingsSection | undefined;
  /** Those that this house has. */
  sections: readonly SettingsSection[];
  setups: Setups;
  theme: ThemeControl;
}) {
  const { t } = useTranslation();
  const beside = useRoomBeside();
  const shown = section ?? (beside ? sections[0] : undefined);
  useTitle(
    shown === undefined || section === undefined
      ? null
      : `${t(`settings.section.${shown}`)} · ${t('settings.heading')}`,
  );
  if (!beside) {
    if (shown === undefined) {
      return (
        <>
          <h1 className="mb-4 text-display font-semibold">{t('settings.heading')}</h1>
          <Sections sections={sections} current={undefined} roomy />
        </>
      );
    }
    return (
      <>
        <Link
          to="/settings"
          className="-ms-1 mb-3 inline-flex min-h-8 items-center gap-1 text-small font-medium text-ink-soft hover:text-ink"
        >
          <ChevronLeft className="size-4 rtl:-scale-x-100" aria-hidden="true" />
          {t('settings.heading')}
        </Link>
        <Content section={shown} setups={setups} theme={theme} />
      </>
    );
  }
  return (
    <div className="grid grid-cols-[12rem_minmax(0,1fr)] gap-10">
      <div>
        <p className="mb-3 px-3 text-lead font-semibold">{t('settings.heading')}</p>
        <Sections sections={sections} current={shown} />
      </div>
      {shown !== undefined && <Content section={shown} setups={setups} theme={theme} />}
    </div>
  );
}

function Content({ section, setups, theme }: { section: SettingsSection; setups: Setups; theme: ThemeControl }) {
  const { t } = useTranslation();
  return (
    <div className="min-w-0 max-w-4xl">
      <PageHeader title={t(`settings.section.${section}`)} intro={t(`settings.intro.${section}`)} />
      <SectionContent key={section} section={section} setup={setups[section]} theme={theme} />
    </div>
  );
}

function Sections({
  sections,
  current,
  roomy = false,
}: {
  sections: readonly SettingsSection[];
  current: SettingsSection | undefined;
  roomy?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('settings.heading')}>
      <ul
        className={
          roomy ? 'divide-y divide-line rounded-xl border border-line bg-surface px-4 shadow-rest' : 'space-y-0.5'
        }
      >
        {sections.map((name) => (
          <li key={name}>
            <Link
              to="/settings/$section"
              params={{ section: name }}
              aria-current={name === current ? 'page' : undefined}
              className={
                roomy
                  ? 'flex h-13 items-center justify-between gap-3 font-medium'
                  : 'flex h-9 items-center rounded-md px-3 text-body font-medium text-ink-soft transition-colors duration-150 hover:bg-hover hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:text-ink'
              }
            >
              {t(`settings.section.${name}`)}
              {roomy && <ChevronRight className="size-4 text-ink-faint rtl:-scale-x-100" aria-hidden="true" />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
