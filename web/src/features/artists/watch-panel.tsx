import { Pause, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReleaseKind, WatchEntry } from '../../api/index.ts';
import { Told } from '../../i18n/told.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Select } from '../../ui/form/select.tsx';
import { Switch } from '../../ui/form/switch.tsx';
import { Panel } from '../../ui/panel.tsx';
import { HealthBadge, Looks } from './health-badge.tsx';
import { PauseDialog } from './pause-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { useWatchActions } from './use-watch-actions.ts';
import { intervalOf, kinds, priorityNumbers, priorityOf, problemOf, useWatchChoices } from './watch-words.ts';

/** How an artist is watched, and what is wanted of it; every change holds at once. */
export function WatchPanel({ entry }: { entry: WatchEntry }) {
  const { t } = useTranslation();
  const choices = useWatchChoices();
  const actions = useWatchActions(entry);
  const [asking, setAsking] = useState<'pause' | 'remove' | null>(null);
  const problem = problemOf(entry);
  const interval = intervalOf(entry);
  const wanted = kinds.filter((kind) => entry.kinds.includes(kind));
  const toggle = (kind: ReleaseKind): void =>
    actions.change({ kinds: wanted.includes(kind) ? wanted.filter((each) => each !== kind) : [...wanted, kind] });
  const own = interval === 'own' ? [{ value: 'own' as const, label: t('artists.intervalOwn') }] : [];
  return (
    <Panel title={t('artists.watching.title')} aside={<HealthBadge entry={entry} />}>
      <p className="nums text-ink-soft">
        <Looks entry={entry} />
      </p>
      {problem !== null && (
        <Told as="p" className="mt-3 rounded-md bg-coral-soft px-3 py-2.5 text-small text-coral" said={problem} />
      )}
      <div className="mt-5 grid gap-4 sm:max-w-md sm:grid-cols-2">
        <Select
          label={t('artists.intervalLabel')}
          value={interval}
          options={[...own, ...choices.intervals]}
          onChange={(days) => {
            if (days !== 'own') actions.change({ interval_s: days === 'auto' ? null : Number(days) * 86_400 });
          }}
        />
        <Select
          label={t('artists.priorityLabel')}
          value={priorityOf(entry.priority)}
          options={choices.priorities}
          onChange={(priority) => actions.change({ priority: priorityNumbers[priority] })}
        />
      </div>
      <fieldset className="mt-5">
        <legend className="mb-2 text-small font-medium">{t('artists.watching.kinds')}</legend>
        <div className="flex flex-wrap gap-1.5">
          {kinds.map((kind) => (
            <Chip key={kind} pressed={wanted.includes(kind)} onPress={() => toggle(kind)}>
              {t(`artists.kinds.${kind}`)}
            </Chip>
          ))}
        </div>
      </fieldset>
      <div className="mt-5">
        <Switch
          label={t('artists.watching.bonus')}
          hint={t('artists.watching.bonusHint')}
          checked={entry.editions === 'bonus'}
          onChange={(bonus) => actions.change({ editions: bonus ? 'bonus' : 'first' })}
        />
      </div>
      <div className="mt-6 flex flex-wrap gap-2 border-t border-line pt-5">
        {entry.paused || entry.retry_block_until !== null ? (
          <Button disabled={actions.busy} onClick={actions.resume}>
            <Play className="size-4" aria-hidden="true" />
            {t('artists.actions.resume')}
          </Button>
        ) : (
          <Button disabled={actions.busy} onClick={() => setAsking('pause')}>
            <Pause className="size-4" aria-hidden="true" />
            {t('artists.actions.pauseMore')}
          </Button>
        )}
        <Button kind="quiet" disabled={actions.busy} onClick={() => setAsking('remove')}>
          <Trash2 className="size-4" aria-hidden="true" />
          {t('artists.actions.removeMore')}
        </Button>
      </div>
      {asking === 'pause' && <PauseDialog name={entry.name} onPause={actions.pause} onClose={() => setAsking(null)} />}
      {asking === 'remove' && (
        <RemoveDialog name={entry.name} onRemove={actions.remove} onClose={() => setAsking(null)} />
      )}
    </Panel>
  );
}
