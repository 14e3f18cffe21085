import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { asProblem, keepInPlex, readIntegrations, readKeptInPlex } from '../../api/index.ts';
import { useProblemText } from '../../i18n/problem-note.tsx';
import { Switch } from '../../ui/form/switch.tsx';

const integrationsQuery = queryOptions({
  queryKey: ['integrations'] as const,
  queryFn: ({ signal }) => readIntegrations(signal),
  staleTime: 5 * 60_000,
});
/** How a playlist is kept in Plex; asked again while it is new, because its steps are no events. */
const keptQuery = (id: string) =>
  queryOptions({
    queryKey: ['plex', 'kept', id] as const,
    queryFn: ({ signal }) => readKeptInPlex(id, signal),
    refetchInterval: ({ state: { data } }) => (data?.keep === true && data.state !== 'kept' ? 5000 : 60_000),
  });

/** Keeps a playlist in Plex, and says how far that is; nothing where Plex is switched off. */
export function PlexKeep({ id, name }: { id: string; name: string }) {
  const integrations = useQuery(integrationsQuery).data ?? [];
  return integrations.includes('plex') ? <Control id={id} name={name} /> : null;
}

function Control({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  const explain = useProblemText();
  const client = useQueryClient();
  const kept = useQuery(keptQuery(id));
  const keep = useMutation({
    mutationFn: (on: boolean) => keepInPlex(id, on),
    onError: (error) => toast.error(t('playlists.failed', { name }), { description: explain(asProblem(error)).text }),
    onSettled: () => client.invalidateQueries({ queryKey: ['plex', 'kept', id] }),
  });
  const list = kept.data ?? null;
  if (kept.data === undefined) return null;
  const on = keep.isPending ? keep.variables : list?.keep === true;
  // switched off, the list stays in Plex as it is: how far keeping came says nothing any more
  const hint = !on ? (
    t('plexKeep.hint')
  ) : list?.problem ? (
    <span className="text-amber">
      {list.problem.sentence} {list.problem.remedy}
    </span>
  ) : list?.state === 'kept' ? (
    t('plexKeep.state', { there: list.in_plex, gaps: list.gaps, hand: list.by_hand })
  ) : (
    t('plexKeep.soon')
  );
  return (
    <div className="mb-3">
      <Switch
        label={t('plexKeep.label')}
        hint={hint}
        checked={on}
        disabled={keep.isPending}
        onChange={(next) => keep.mutate(next)}
      />
    </div>
  );
}
