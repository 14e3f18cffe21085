import { useTranslation } from 'react-i18next';
import { Panel } from '../../../ui/panel.tsx';
import { CheckList } from '../doctor/check-list.tsx';
import { SoulseekForm } from '../soulseek/soulseek-form.tsx';
import { SettingList } from './setting-list.tsx';

const soulseekChecks = ['slskd.reachable', 'slskd.key', 'slskd.signed_in', 'slskd.shares', 'files.downloads_folder'];

/** slskd: how it is reached, whether all is well, how it is searched. */
export function SoulseekSection() {
  const { t } = useTranslation();
  return (
    <div className="space-y-5">
      <Panel title={t('settings.soulseek.title')}>
        <SoulseekForm />
      </Panel>
      <Panel title={t('settings.state')}>
        <CheckList ids={soulseekChecks} />
      </Panel>
      <Panel title={t('settings.soulseek.searching')}>
        <SettingList
          names={['SLSKD_SEARCH_TIMEOUT_MS', 'SLSKD_SEARCH_RESPONSE_LIMIT', 'SLSKD_TIMEOUT_MS', 'SLSKD_RETRY_MAX']}
        />
      </Panel>
    </div>
  );
}
