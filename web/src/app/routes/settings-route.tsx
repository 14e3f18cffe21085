import { useParams } from '@tanstack/react-router';
import { SettingsPage, type SettingsSection, sectionOf } from '../../features/house/index.ts';
import { NotFound } from '../fallbacks.tsx';
import { chooseTheme, useThemeChoice } from '../theme.ts';
import { useSections } from '../use-sections.ts';

function Page({ section }: { section: SettingsSection | undefined }) {
  const theme = useThemeChoice();
  return <SettingsPage section={section} sections={useSections()} theme={{ value: theme, choose: chooseTheme }} />;
}

/** The settings without a section. */
export function SettingsRoute() {
  return <Page section={undefined} />;
}

/** One section of the settings. */
export function SettingsSectionRoute() {
  const { section } = useParams({ from: '/settings/$section' });
  const known = sectionOf(section);
  return known === undefined ? <NotFound /> : <Page section={known} />;
}
