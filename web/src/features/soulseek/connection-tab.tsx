import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { asProblem, type SoulseekStatus, type StoredSettings } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Told } from '../../i18n/told.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Meter } from '../../ui/meter.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { budgetQuery, providersQuery, settingsQuery, statusQuery } from './queries.ts';

/** What must be set, with a line to copy into the environment. */
const required = {
  SLSKD_URL: 'SLSKD_URL=http://127.0.0.1:5030',
  SLSKD_API_KEY: 'SLSKD_API_KEY=',
} as const;
/** How the server hides a secret, and how the page shows it. */
const serverMask = '********';
const mask = '••••••';

function ConnectionBadge({ status }: { status: SoulseekStatus }) {
  const { t } = useTranslation();
  if (status.status === 'connected') return <Badge tone="sea">{t('soulseekPage.connected')}</Badge>;
  if (status.version === null) return <Badge tone="coral">{t('soulseekPage.disconnected')}</Badge>;
  return <Badge tone="amber">{t('soulseek.signedOut')}</Badge>;
}

function Connection() {
  const { t } = useTranslation();
  const { data: status, error, refetch, isFetching } = useQuery(statusQuery);
  const again = (
    <Button size="small" disabled={isFetching} onClick={() => void refetch()}>
      {t('soulseekPage.check')}
    </Button>
  );
  return (
    <Panel
      title={t('soulseekPage.connection')}
      aside={
        <span className="flex items-center gap-3">
          {status !== undefined && <ConnectionBadge status={status} />}
          {again}
        </span>
      }
    >
      {status === undefined ? (
        error === null ? (
          <Skeleton className="w-60" />
        ) : (
          <ProblemNote problem={asProblem(error)} onRetry={() => void refetch()} />
        )
      ) : (
        <>
          {status.detail !== null && (
            <Told
              as="p"
              className="mb-4 rounded-md bg-coral-soft px-3 py-2.5 text-small text-coral"
              said={`${status.detail} ${status.remedy}`}
            />
          )}
          {status.status !== 'connected' && (
            <p className="mb-4 text-small text-ink-soft">{t('soulseekPage.blocked')}</p>
          )}
          <Facts
            rows={[
              [t('soulseekPage.daemon'), status.version === null ? '–' : t('soulseek.version', status)],
              [t('soulseekPage.account'), <bdi key="user">{status.username ?? '–'}</bdi>],
              [t('soulseekPage.folder'), status.downloads_folder ?? '–'],
            ]}
          />
        </>
      )}
    </Panel>
  );
}

function Budget() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(budgetQuery);
  return (
    <Panel title={t('searchBudget.title')}>
      {data === undefined ? (
        error === null ? (
          <Skeleton className="w-60" />
        ) : (
          <ProblemNote problem={asProblem(error)} onRetry={() => void refetch()} />
        )
      ) : (
        <Meter
          label={t('soulseekPage.budget')}
          value={t('searchBudget.left', { left: data.left, limit: data.limit })}
          share={data.limit === 0 ? 0 : data.left / data.limit}
          tone={data.left === 0 ? 'coral' : data.left < data.limit / 5 ? 'amber' : 'sea'}
          note={t('searchBudget.saved', { count: data.last_24_hours.saved })}
        />
      )}
    </Panel>
  );
}

const healthTones = { ok: 'sea', down: 'coral', idle: 'neutral', disabled: 'neutral' } as const;

/** Providers as their makers write them. */
const providerNames: Record<string, string> = {
  spotify: 'Spotify',
  plex: 'Plex',
  musicbrainz: 'MusicBrainz',
  acoustid: 'AcoustID',
};

function Health() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(providersQuery);
  return (
    <Panel title={t('soulseekPage.health.title')}>
      {data === undefined ? (
        error === null ? (
          <Skeleton className="w-60" />
        ) : (
          <ProblemNote problem={asProblem(error)} onRetry={() => void refetch()} />
        )
      ) : (
        <ul className="divide-y divide-line">
          {data.map(({ name, status }) => (
            <li key={name} className="flex items-center justify-between gap-4 py-2 first:pt-0 last:pb-0">
              <span>{providerNames[name] ?? name}</span>
              <Badge tone={healthTones[status]}>{t(`soulseekPage.health.${status}`)}</Badge>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Configured({ settings, connected }: { settings: StoredSettings['settings']; connected: boolean }) {
  const { t } = useTranslation();
  const others = Object.keys(settings).filter((key) => key.startsWith('SLSKD_') && !(key in required));
  const missing = Object.entries(required).filter(([key]) => !settings[key]);
  return (
    <>
      <Facts
        rows={[...Object.keys(required), ...others.toSorted()].map((key) => {
          const value = settings[key];
          const shown = value === serverMask ? mask : value;
          return [
            key,
            shown ? (
              <code key={key} className="text-small">
                {shown}
              </code>
            ) : key in required && !connected ? (
              <Badge key={key} tone="coral">
                {t('soulseekPage.missing')}
              </Badge>
            ) : (
              <Badge key={key}>{t('soulseekPage.default')}</Badge>
            ),
          ] as const;
        })}
      />
      {missing.length > 0 && !connected && (
        <div className="mt-4 space-y-2">
          <p className="text-small text-ink-soft">{t('soulseekPage.missingText')}</p>
          {missing.map(([key, line]) => (
            <CopyText
              key={key}
              text={line}
              label={t('soulseekPage.copy', { key })}
              copiedLabel={t('wishes.actions.copied')}
            />
          ))}
        </div>
      )}
    </>
  );
}

function Configuration() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(settingsQuery);
  const status = useQuery(statusQuery);
  return (
    <Panel title={t('soulseekPage.configuration')}>
      {data === undefined ? (
        error === null ? (
          <Skeleton className="w-60" />
        ) : (
          <ProblemNote problem={asProblem(error)} onRetry={() => void refetch()} />
        )
      ) : (
        <Configured settings={data.settings} connected={status.data?.status === 'connected'} />
      )}
    </Panel>
  );
}

/** Whether Soulseek can be used, what is left of the searches, and how it is set up. */
export function ConnectionTab() {
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Connection />
      <Budget />
      <Configuration />
      <Health />
    </div>
  );
}
