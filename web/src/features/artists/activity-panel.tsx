import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Artist } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { Told } from '../../i18n/told.tsx';
import { useNow } from '../../ui/clock.ts';
import { Panel } from '../../ui/panel.tsx';
import { watchActivityQuery } from './queries.ts';

/** What watching this artist has brought, newest first; nothing as long as it has brought nothing. */
export function ActivityPanel({ artist }: { artist: Artist }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const keys = [artist.artist_key, ...artist.identities];
  const events = useQuery(watchActivityQuery).data?.filter((event) =>
    keys.includes(String(event.details?.['artist_key'])),
  );
  if (events === undefined || events.length === 0) return null;
  return (
    <Panel title={t('artists.activity.title')}>
      <ul className="space-y-3">
        {events.slice(0, 20).map((event) => {
          const { release, wished, reason } = event.details ?? {};
          return (
            <li key={`${event.timestamp} ${event.status} ${String(release)}`} className="flex gap-4">
              <time
                dateTime={event.timestamp}
                title={formats.dateTime(event.timestamp)}
                className="nums w-28 shrink-0 text-small leading-6 text-ink-faint"
              >
                {formats.relative(event.timestamp, now)}
              </time>
              <span className="min-w-0" dir="auto">
                {event.status === 'release_found'
                  ? t('artists.activity.found', { title: String(release), count: Number(wished) })
                  : event.status === 'artist_cooldown'
                    ? t('artists.activity.cooldown')
                    : event.status}
                {typeof reason === 'string' && <Told className="block text-small text-ink-soft" said={reason} />}
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
