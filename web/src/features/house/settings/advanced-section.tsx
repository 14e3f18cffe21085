import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type DeclaredSetting } from '../../../api/index.ts';
import { ProblemNote } from '../../../i18n/problem-note.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { SearchField } from '../../../ui/form/search-field.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { declaredQuery } from '../queries.ts';
import { HistoryPanel } from './history-panel.tsx';
import { SettingRow } from './setting-row.tsx';

/** Rooms with their settings, in the order of the server. */
function byRoom(items: readonly DeclaredSetting[], query: string): Map<string, DeclaredSetting[]> {
  const words = query.toLowerCase().split(/\s+/);
  const rooms = new Map<string, DeclaredSetting[]>();
  for (const item of items) {
    const text = `${item.name} ${item.doc}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const room = rooms.get(item.room);
    if (room === undefined) rooms.set(item.room, [item]);
    else room.push(item);
  }
  return rooms;
}

/** Every setting there is, with a search; and what was changed. */
export function AdvancedSection() {
  const { t } = useTranslation();
  const declared = useQuery(declaredQuery);
  const [text, setText] = useState('');
  const query = useDeferredValue(text.trim());
  const rooms = byRoom(declared.data?.items ?? [], query);
  return (
    <div className="space-y-5">
      <Panel title={t('settings.advanced.title')}>
        <p className="mb-4 max-w-prose text-small text-ink-soft">{t('settings.advanced.text')}</p>
        <SearchField
          label={t('settings.advanced.search')}
          clearLabel={t('settings.advanced.clear')}
          value={text}
          onChange={setText}
        />
        <div className="mt-3">
          {declared.data === undefined ? (
            declared.error === null ? (
              <SkeletonRows rows={4} label={t('settings.loading')} />
            ) : (
              <ProblemNote problem={asProblem(declared.error)} onRetry={() => void declared.refetch()} />
            )
          ) : rooms.size === 0 ? (
            <output className="block py-8 text-center text-ink-soft">
              {t('settings.advanced.nothing', { query })}
            </output>
          ) : (
            [...rooms].map(([room, items]) => <Room key={room} room={room} items={items} opened={query.length > 1} />)
          )}
        </div>
      </Panel>
      <HistoryPanel />
    </div>
  );
}

function Room({ room, items, opened }: { room: string; items: readonly DeclaredSetting[]; opened: boolean }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(false);
  const open = wanted || opened;
  const changed = items.filter(({ source }) => source !== 'default').length;
  return (
    <section className="border-b border-line last:border-b-0">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setWanted(!wanted)}
          className="flex h-12 w-full items-center gap-3 rounded-md text-start hover:text-ink"
        >
          <ChevronRight
            aria-hidden="true"
            className={`size-4 shrink-0 text-ink-faint transition-transform duration-150 ${open ? 'rotate-90' : ''}`}
          />
          <span lang="en" className="min-w-0 flex-1 truncate font-medium">
            {room}
          </span>
          {changed > 0 && <Badge>{t('settings.advanced.changed', { count: changed })}</Badge>}
          <span className="nums text-small text-ink-faint">{items.length}</span>
        </button>
      </h3>
      {open && (
        <ul className="pt-2 pb-5 ps-7">
          {items.map((setting) => (
            <SettingRow key={setting.name} setting={setting} />
          ))}
        </ul>
      )}
    </section>
  );
}
