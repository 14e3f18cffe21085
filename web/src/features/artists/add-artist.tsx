import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, UserPlus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import {
  asProblem,
  choicesOf,
  type FoundArtist,
  importFollowed,
  type WatchEntry,
  watchArtist,
} from '../../api/index.ts';
import { useProblemText } from '../../i18n/problem-note.tsx';
import { Artwork } from '../../ui/artwork.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Switch } from '../../ui/form/switch.tsx';
import { Truncate } from '../../ui/truncate.tsx';

/** Adding an artist by name, link or key; asks back when a name could mean several. */
export function AddArtist() {
  const { t } = useTranslation();
  const explain = useProblemText();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [everything, setEverything] = useState(false);
  const add = useMutation({
    mutationFn: (who: { artist: string } | { artist_key: string }) => watchArtist(who, everything),
    onSuccess: async (entry: WatchEntry, who) => {
      setText('');
      // Of a link only the id is known until the first look; whoever was chosen from a list has a name.
      const chosen = choices.find((each) => 'artist_key' in who && each.artist_key === who.artist_key);
      const name = chosen?.name ?? entry.name;
      toast.success(entry.artist_key.endsWith(name) ? t('artists.add.doneUnnamed') : t('artists.add.done', { name }));
      await client.invalidateQueries({ queryKey: ['artists'] });
    },
  });
  const bring = useMutation({
    mutationFn: importFollowed,
    onSuccess: async ({ added, already_watched: known }) => {
      toast.success(t('artists.import.done', { count: added }), {
        description: t('artists.import.known', { count: known }),
      });
      await client.invalidateQueries({ queryKey: ['artists'] });
    },
  });
  const problem = add.error === null ? null : asProblem(add.error);
  const choices = problem === null ? [] : choicesOf(problem);
  const known = problem?.code === 'CONFLICT' ? problem.meta['artist_key'] : undefined;
  const importProblem = bring.error === null ? null : asProblem(bring.error);
  const words = problem === null || choices.length > 0 ? undefined : sentence(problem);

  function sentence(found: NonNullable<typeof problem>): string {
    if (found.status === 404) return t('artists.add.nobody');
    if (found.code === 'CONFLICT') return t('artists.add.known');
    if (found.code === 'VALIDATION_ERROR') return t('artists.add.unreadable');
    return explain(found).text;
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== '') add.mutate({ artist: text.trim() });
  };

  return (
    <section
      aria-label={t('artists.add.title')}
      className="mb-6 rounded-xl border border-line bg-surface p-4 shadow-rest sm:p-5"
    >
      <form onSubmit={submit} className="flex flex-wrap items-start gap-x-2 gap-y-3">
        <Field
          className="min-w-56 flex-1"
          label={t('artists.add.label')}
          placeholder={t('artists.add.placeholder')}
          dir="auto"
          value={text}
          problem={words}
          onChange={(event) => {
            setText(event.target.value);
            if (add.error !== null) add.reset();
          }}
        />
        <Button
          kind="primary"
          type="submit"
          className="mt-6 max-sm:mt-0 max-sm:w-full"
          disabled={add.isPending || text.trim() === ''}
        >
          <Plus className="size-4" aria-hidden="true" />
          {add.isPending ? t('artists.add.looking') : t('artists.add.action')}
        </Button>
      </form>
      {typeof known === 'string' && (
        <Link
          to="/artists/$key"
          params={{ key: known }}
          className="mt-2 inline-block text-small font-medium text-sea-strong underline underline-offset-4"
        >
          {t('artists.add.open')}
        </Link>
      )}
      {choices.length > 0 && (
        <Choices choices={choices} busy={add.isPending} onChoose={(key) => add.mutate({ artist_key: key })} />
      )}
      <div className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <Switch
          label={t('artists.add.everything')}
          hint={t('artists.add.everythingHint')}
          checked={everything}
          onChange={setEverything}
        />
        <Button size="small" disabled={bring.isPending} onClick={() => bring.mutate()}>
          <UserPlus className="size-4" aria-hidden="true" />
          {t('artists.import.action')}
        </Button>
      </div>
      {importProblem !== null && (
        <p role="alert" className="mt-3 rounded-md bg-amber-soft px-3 py-2.5 text-small text-amber">
          {importProblem.status === 424 ? (
            <>
              {t('artists.import.noAccount')}{' '}
              <Link to="/spotify" className="font-medium underline underline-offset-4">
                {t('artists.import.connect')}
              </Link>
            </>
          ) : (
            <span lang={explain(importProblem).lang}>{explain(importProblem).text}</span>
          )}
        </p>
      )}
    </section>
  );
}

function Choices({
  choices,
  busy,
  onChoose,
}: {
  choices: readonly FoundArtist[];
  busy: boolean;
  onChoose: (key: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="rise mt-4">
      <p role="alert" className="mb-2 font-medium">
        {t('artists.add.choose')}
      </p>
      <ul className="max-h-96 overflow-y-auto rounded-lg border border-line">
        {choices.map((found) => {
          const about = [found.disambiguation, found.genres.slice(0, 3).join(', ') || null].filter(
            (part) => part !== null,
          );
          return (
            <li key={found.artist_key} className="flex items-center gap-3 border-b border-line p-3 last:border-b-0">
              <Artwork artist={found.name} work={found.artist_key} className="size-9 rounded-full" />
              <div className="min-w-0 flex-1">
                <Truncate className="font-medium">{found.name}</Truncate>
                <Truncate className="text-small text-ink-soft">
                  {[...about, t(`artists.sources.${found.source === 'spotify' ? 'spotify' : 'musicbrainz'}`)].join(
                    ' · ',
                  )}
                </Truncate>
              </div>
              <Button
                size="small"
                disabled={busy}
                aria-label={t('artists.add.watchOf', { name: found.name, about: about[0] ?? found.artist_key })}
                onClick={() => onChoose(found.artist_key)}
              >
                {t('artists.add.action')}
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
