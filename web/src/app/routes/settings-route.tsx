import { useParams } from '@tanstack/react-router';
import { BeetsTest } from '../../features/beets/index.ts';
import { SettingsPage, type SettingsSection, sectionOf } from '../../features/house/index.ts';
import { PlexSetup } from '../../features/plex/index.ts';
import { SpotifySetup } from '../../features/spotify/index.ts';
import { NotFound } from '../fallbacks.tsx';
import { chooseTheme, useThemeChoice } from '../theme.ts';
import { useSections } from '../use-sections.ts';

/** What is set up by the pages of others, in their section. */
const setups = { spotify: <SpotifySetup />, plex: <PlexSetup />, beets: <BeetsTest /> };

function Page({ section }: { section: SettingsSection | undefined }) {
  const theme = useThemeChoice();
  return (
    <SettingsPage
      section={section}
      sections={useSections()}
      setups={setups}
      theme={{ value: theme, choose: chooseTheme }}
    />
  );
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
