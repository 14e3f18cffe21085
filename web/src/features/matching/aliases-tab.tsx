import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { UserRoundPen, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { type Aliases, asProblem, forgetLearned, setAliases } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { problemText } from '../../i18n/problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { aliasesQuery } from './queries.ts';

function useChange() {
  const client = useQueryClient();
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (change: () => Promise<void>) => change(),
    onError: (error) => toast.error(t('matchingPage.failed'), { description: problemText(t, error).text }),
    onSettled: () => client.invalidateQueries({ queryKey: aliasesQuery.queryKey }),
  });
}

function Name({
  text,
  note,
  busy,
  onRemove,
}: {
  text: string;
  note?: string | undefined;
  busy: boolean;
  onRemove?: () => void;
}) {
  const { t } = useTranslation();
  return (
    <li
      title={note}
      className="flex h-8 min-w-0 items-center gap-1 rounded-full border border-line bg-surface ps-3 pe-1 text-small last:pe-1"
    >
      <bdi className="truncate">{text}</bdi>
      {onRemove === undefined ? (
        <span className="pe-2 text-tiny text-ink-faint">{t('matchingPage.aliases.builtIn')}</span>
      ) : (
        <Button
          kind="quiet"
          size="icon"
          className="size-6 rounded-full"
          disabled={busy}
          aria-label={t('matchingPage.aliases.remove', { name: text })}
          onClick={onRemove}
        >
          <X className="size-3.5" aria-hidden="true" />
        </Button>
      )}
    </li>
  );
}

function ArtistRow({ entry }: { entry: Aliases }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const change = useChange();
  const remove = (name: string): void =>
    change.mutate(() =>
      setAliases(
        entry.artist,
        entry.aliases.filter((each) => each !== name),
      ),
    );
  return (
    <li className="grid gap-x-6 gap-y-2 border-b border-line py-3 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)]">
      <p className="pt-1 font-semibold break-words">
        <bdi>{entry.artist}</bdi>
      </p>
      <ul className="flex min-w-0 flex-wrap gap-1.5">
        {entry.built_in.map((name) => (
          <Name key={name} text={name} busy={false} />
        ))}
        {entry.aliases.map((name) => (
          <Name key={name} text={name} busy={change.isPending} onRemove={() => remove(name)} />
        ))}
        {entry.learned.map(({ alias, path, learned_at }) => (
          <Name
            key={`learned ${alias}`}
            text={alias}
            note={t('matchingPage.aliases.learned', { when: formats.date(learned_at), path })}
            busy={change.isPending}
            onRemove={() => change.mutate(() => forgetLearned(entry.artist, alias))}
          />
        ))}
      </ul>
    </li>
  );
}

function AddForm({ entries }: { entries: readonly Aliases[] }) {
  const { t } = useTranslation();
  const change = useChange();
  const [artist, setArtist] = useState('');
  const [alias, setAlias] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const known = entries.find((entry) => entry.artist.toLowerCase() === artist.trim().toLowerCase());
    change.mutate(() => setAliases(known?.artist ?? artist.trim(), [...(known?.aliases ?? []), alias.trim()]), {
      onSuccess: () => setAlias(''),
    });
  };
  return (
    <form onSubmit={submit} className="mb-5 flex flex-wrap items-end gap-3">
      <Field
        className="w-full sm:w-56"
        label={t('matchingPage.aliases.artist')}
        maxLength={200}
        value={artist}
        onChange={(event) => setArtist(event.target.value)}
      />
      <Field
        className="w-full sm:w-56"
        label={t('matchingPage.aliases.alias')}
        maxLength={200}
        value={alias}
        onChange={(event) => setAlias(event.target.value)}
      />
      <Button type="submit" disabled={change.isPending || artist.trim() === '' || alias.trim() === ''}>
        {t('matchingPage.aliases.add')}
      </Button>
    </form>
  );
}

/** Other names of artists: shipped, added, and learned when people chose files by hand. */
export function AliasesTab() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(aliasesQuery);
  if (data === undefined) {
    if (error !== null) return <ProblemNote large problem={asProblem(error)} onRetry={() => void refetch()} />;
    return <SkeletonRows rows={5} label={t('matchingPage.aliases.loading')} />;
  }
  return (
    <>
      <p className="mb-4 max-w-prose text-ink-soft">{t('matchingPage.aliases.text')}</p>
      <AddForm entries={data} />
      {data.length === 0 ? (
        <Notice icon={<UserRoundPen className="size-8" strokeWidth={1.5} />} title={t('matchingPage.aliases.empty')}>
          {t('matchingPage.aliases.emptyText')}
        </Notice>
      ) : (
        <ul aria-label={t('matchingPage.tabs.aliases')} className="border-t border-line">
          {data.map((entry) => (
            <ArtistRow key={entry.artist} entry={entry} />
          ))}
        </ul>
      )}
    </>
  );
}
