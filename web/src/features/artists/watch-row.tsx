import { Link } from '@tanstack/react-router';
import { Ellipsis, Pause, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchEntry } from '../../api/index.ts';
import { Told } from '../../i18n/told.tsx';
import { Artwork } from '../../ui/artwork.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuChoice, MenuDivider, MenuItem } from '../../ui/overlays/menu.tsx';
import { Truncate } from '../../ui/truncate.tsx';
import { HealthBadge, Looks } from './health-badge.tsx';
import { PauseDialog } from './pause-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { useWatchActions } from './use-watch-actions.ts';
import { intervalOf, priorityNumbers, priorityOf, problemOf, useWatchChoices } from './watch-words.ts';

/** One watched artist; the whole row leads to its page. */
export function WatchRow({ entry }: { entry: WatchEntry }) {
  const { t } = useTranslation();
  const choices = useWatchChoices();
  const actions = useWatchActions(entry);
  const [asking, setAsking] = useState<'pause' | 'remove' | null>(null);
  const priority = priorityOf(entry.priority);
  const problem = problemOf(entry);
  const interval = intervalOf(entry);
  return (
    <li className="relative flex min-h-18 items-center gap-3 border-b border-line px-3 py-3 transition-colors duration-150 hover:bg-hover sm:gap-4 sm:px-4">
      <Artwork artist={entry.name} work={entry.name} className="rounded-full" />
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 items-center gap-2">
          <Link
            to="/artists/$key"
            params={{ key: entry.artist_key }}
            data-artist={entry.artist_key}
            className="min-w-0 font-semibold outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-sea"
          >
            <Truncate>{entry.name}</Truncate>
          </Link>
          {priority !== 'normal' && <Badge className="max-sm:hidden">{t(`artists.priorityBadge.${priority}`)}</Badge>}
        </div>
        {problem === null ? (
          <Truncate className="nums text-small text-ink-soft">
            <Looks entry={entry} />
          </Truncate>
        ) : (
          <Truncate className="text-small text-coral">
            <Told said={problem} />
          </Truncate>
        )}
        <span className="mt-1 flex sm:hidden">
          <HealthBadge entry={entry} />
        </span>
      </div>
      <span className="hidden sm:block">
        <HealthBadge entry={entry} />
      </span>
      <span className="relative">
        <Menu
          trigger={
            <Button kind="quiet" size="icon" aria-label={t('artists.actions.menu', { name: entry.name })}>
              <Ellipsis className="size-4" aria-hidden="true" />
            </Button>
          }
        >
          <MenuChoice
            label={t('artists.priorityLabel')}
            value={priority}
            options={choices.priorities}
            onChange={(chosen) => actions.change({ priority: priorityNumbers[chosen] })}
          />
          <MenuDivider />
          <MenuChoice
            label={t('artists.intervalLabel')}
            value={interval === 'own' ? 'auto' : interval}
            options={choices.intervals}
            onChange={(days) => actions.change({ interval_s: days === 'auto' ? null : Number(days) * 86_400 })}
          />
          <MenuDivider />
          {entry.paused || entry.retry_block_until !== null ? (
            <MenuItem icon={<Play className="size-4" />} onSelect={actions.resume}>
              {t('artists.actions.resume')}
            </MenuItem>
          ) : (
            <MenuItem icon={<Pause className="size-4" />} onSelect={() => setAsking('pause')}>
              {t('artists.actions.pauseMore')}
            </MenuItem>
          )}
          <MenuItem danger icon={<Trash2 className="size-4" />} onSelect={() => setAsking('remove')}>
            {t('artists.actions.removeMore')}
          </MenuItem>
        </Menu>
      </span>
      {asking === 'pause' && <PauseDialog name={entry.name} onPause={actions.pause} onClose={() => setAsking(null)} />}
      {asking === 'remove' && (
        <RemoveDialog name={entry.name} onRemove={actions.remove} onClose={() => setAsking(null)} />
      )}
    </li>
  );
}
