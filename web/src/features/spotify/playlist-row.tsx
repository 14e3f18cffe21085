import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { asProblem, mirrorPlaylist, type Playlist } from '../../api/index.ts';
import { useProblemText } from '../../i18n/problem-note.tsx';
import { Artwork } from '../../ui/artwork.tsx';
import { Badge } from '../../ui/badge.tsx';
import { cn } from '../../ui/cn.ts';
import { Switch } from '../../ui/form/switch.tsx';
import { Truncate } from '../../ui/truncate.tsx';
import { PlaylistItems } from './playlist-items.tsx';

/** The id under which the saved tracks of the account stand among its playlists. */
const savedTracks = 'saved-tracks';

/** One playlist; opens to its rows. */
export function PlaylistRow({ list, open, onToggle }: { list: Playlist; open: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
  const explain = useProblemText();
  const client = useQueryClient();
  const name = list.id === savedTracks ? t('playlists.saved') : list.name.trim() || t('playlists.untitled');
  const mirror = useMutation({
    mutationFn: (on: boolean) => mirrorPlaylist(list.id, on),
    onError: (error) => toast.error(t('playlists.failed', { name }), { description: explain(asProblem(error)).text }),
    onSettled: () => client.invalidateQueries({ queryKey: ['playlists'] }),
  });
  const withheld = list.contents === 'withheld';
  return (
    <li className="border-b border-line last:border-b-0">
      <div className="relative flex min-h-16 items-center gap-3 px-2 py-2.5 transition-colors duration-150 hover:bg-hover">
        <Artwork artist={name} work={name} className="size-10" />
        <div className="min-w-0 flex-1">
          <button
            type="button"
            data-playlist={list.id}
            aria-expanded={open}
            onClick={onToggle}
            className="flex max-w-full items-center gap-1.5 text-start font-semibold outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-sea"
          >
            <Truncate>{name}</Truncate>
            <ChevronDown
              className={cn('size-4 shrink-0 text-ink-faint transition-transform duration-150', open && 'rotate-180')}
              aria-hidden="true"
            />
          </button>
          <p className="nums flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-small text-ink-soft">
            {t('playlists.tracks', { count: list.track_count })}
            {list.owner !== null && <Truncate className="max-w-40 text-ink-faint">{list.owner}</Truncate>}
            {withheld && <Badge tone="amber">{t('playlists.withheld')}</Badge>}
            {list.contents === 'unread' && <Badge>{t('playlists.unread')}</Badge>}
            {list.vanished_at !== null && <Badge>{t('playlists.vanished')}</Badge>}
          </p>
        </div>
        <span className="relative flex items-center gap-2 text-small text-ink-soft">
          <span aria-hidden="true" className="max-sm:hidden">
            {t('playlists.mirror')}
          </span>
          <Switch
            hidden
            label={t('playlists.mirrorOf', { name })}
            checked={mirror.isPending ? mirror.variables : list.mirror}
            disabled={mirror.isPending}
            onChange={(on) => mirror.mutate(on)}
          />
        </span>
      </div>
      {open && <PlaylistItems list={list} name={name} />}
    </li>
  );
}
