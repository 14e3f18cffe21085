import { useTranslation } from 'react-i18next';
import type { SpotifyStatus } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { dynamicText } from '../../i18n/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';

/** Calls of today against the day's budget, and which kinds of questions Spotify does not answer this app. */
export function UsagePanel({ status }: { status: SpotifyStatus }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { usage } = status;
  const closed = status.capabilities.filter((known) => known.state === 'gone' || known.state === 'blocked');
  return (
    <Panel title={t('spotify.usage.title')}>
      {usage !== null && (
        <>
          <p className="nums text-ink-soft">
            {usage.limit === null
              ? t('spotify.usage.calls', { count: usage.calls })
              : t('spotify.usage.callsOf', { count: usage.calls, limit: usage.limit })}
          </p>
          {usage.limit !== null && (
            <div className="mt-2 max-w-sm">
              <ProgressBar
                className="w-full"
                value={(100 * usage.calls) / usage.limit}
                label={t('spotify.usage.title')}
              />
            </div>
          )}
          <p className="mt-2 text-small text-ink-faint">
            {t('spotify.usage.renews', { time: formats.dateTime(usage.renews_at) })}
          </p>
        </>
      )}
      {closed.length > 0 && (
        <>
          <h3 className="mt-5 mb-2 font-medium">{t('spotify.usage.closed')}</h3>
          <ul className="flex flex-wrap gap-2">
            {closed.map((known) => {
              const name = dynamicText(t, `spotify.families.${known.family.replaceAll('.', '_')}`, known.family);
              return (
                <li key={known.family}>
                  <Badge tone={known.state === 'blocked' ? 'amber' : 'neutral'}>
                    {name.text}
                    {known.retry_at !== null && ` · ${formats.date(known.retry_at)}`}
                  </Badge>
                </li>
              );
            })}
          </ul>
          <p className="mt-2 max-w-prose text-small text-ink-faint">{t('spotify.usage.closedText')}</p>
        </>
      )}
    </Panel>
  );
}
