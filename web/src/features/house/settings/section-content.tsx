import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../../ui/panel.tsx';
import { CheckList } from '../doctor/check-list.tsx';
import type { SettingsSection } from '../sections.ts';
import { AdvancedSection } from './advanced-section.tsx';
import { AppearanceSection, type ThemeControl } from './appearance-section.tsx';
import { BackupsSection } from './backups-section.tsx';
import { LinkedSection } from './linked-section.tsx';
import { NamingPanel } from './naming-panel.tsx';
import { QualitySection } from './quality-section.tsx';
import { SecretPanel } from './secret-panel.tsx';
import { SettingList } from './setting-list.tsx';
import { SoulseekSection } from './soulseek-section.tsx';
import { VerificationSection } from './verification-section.tsx';

const beets = [
  'BEETS_PUBLISH',
  'BEETS_PUBLISH_AUTOTAG',
  'BEETS_PUBLISH_GIVE_UP_H',
  'BEETS_PROGRAM',
  'BEETSDIR',
  'BEETS_FOLDERS',
];
const enrichment = ['ENABLE_METADATA', 'ENABLE_ARTWORK', 'ENABLE_LYRICS'];

/** What stands in a section. */
export function SectionContent({
  section,
  setup,
  theme,
}: {
  section: SettingsSection;
  setup: ReactNode;
  theme: ThemeControl;
}) {
  switch (section) {
    case 'soulseek':
      return <SoulseekSection />;
    case 'spotify':
      return (
        <LinkedSection
          to="/spotify"
          checks={['spotify.sign_in']}
          setup={setup}
          names={['SPOTIFY_REDIRECT_URI', 'SPOTIFY_DAILY_CALLS']}
        />
      );
    case 'plex':
      return (
        <LinkedSection
          to="/plex"
          checks={['plex.reachable', 'plex.path_map']}
          setup={setup}
          names={['PLEX_PATH_MAP']}
        />
      );
    case 'beets':
      return <LinkedSection to="/beets" checks={['beets.works']} setup={setup} names={beets} />;
    case 'notifications':
      return <LinkedSection to="/notifications" />;
    case 'autosync':
      return <LinkedSection to="/autosync" />;
    case 'keys':
      return <LinkedSection to="/keys" checks={['access.door']} names={['HOST', 'HARMONY_API_KEYS']} />;
    case 'music':
      return <MusicSection />;
    case 'quality':
      return <QualitySection />;
    case 'verification':
      return <VerificationSection />;
    case 'enrichment':
      return <EnrichmentSection />;
    case 'backups':
      return <BackupsSection />;
    case 'appearance':
      return <AppearanceSection theme={theme} />;
    case 'advanced':
      return <AdvancedSection />;
  }
}

function MusicSection() {
  const { t } = useTranslation();
  return (
    <div className="space-y-5">
      <Panel title={t('settings.state')}>
        <CheckList ids={['files.music_folder', 'files.space_music', 'files.rename']} />
      </Panel>
      <Panel title={t('settings.values')}>
        <SettingList names={['MUSIC_DIR', 'MUSIC_DIR_RESERVE_MB']} />
      </Panel>
      <NamingPanel />
    </div>
  );
}

function EnrichmentSection() {
  const { t } = useTranslation();
  return (
    <div className="space-y-5">
      <Panel title={t('settings.values')}>
        <SettingList names={enrichment} />
      </Panel>
      <SecretPanel title={t('settings.secret.lyrics')} provider="musixmatch_api_key" />
    </div>
  );
}
