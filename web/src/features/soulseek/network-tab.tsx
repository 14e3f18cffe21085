import { useQuery } from '@tanstack/react-query';
import { Download, Radar, SearchX } from 'lucide-react';
import { type FormEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type NetworkFile } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Field } from '../../ui/form/field.tsx';
import { VirtualRows } from '../../ui/lists/virtual-rows.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Truncate } from '../../ui/truncate.tsx';
import { budgetQuery, networkQuery } from './queries.ts';
import { splitPath } from './transfers.ts';
import { useFetchFiles } from './use-fetch-files.ts';

const lossless = new Set(['flac', 'wav', 'aiff', 'aif', 'ape', 'wv', 'alac']);
const isLossless = (file: NetworkFile): boolean => lossless.has((file.extension ?? '').toLowerCase());

function FileRow({
  file,
  busy,
  onFetch,
  onUser,
}: {
  file: NetworkFile;
  busy: boolean;
  onFetch: () => void;
  onUser: (username: string) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { folder, name } = splitPath(file.filename);
  const facts = [
    file.bitrate === null ? null : formats.kbps(file.bitrate),
    file.length === null ? null : formats.duration(file.length * 1000),
    formats.bytes(file.size),
    file.speed > 0 ? formats.speed(file.speed) : null,
    file.free_slot ? t('smartSearch.free') : t('smartSearch.waiting', { count: file.queue_length }),
  ].filter((fact) => fact !== null);
  return (
    <div className="grid min-h-18 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-b border-line px-1 py-2.5">
      <div className="min-w-0">
        <Truncate className="font-semibold">{name}</Truncate>
        <Truncate className="text-small text-ink-faint">{folder}</Truncate>
        <p className="nums mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-small text-ink-soft">
          {file.extension !== null && (
            <Badge tone={isLossless(file) ? 'sea' : 'neutral'}>{file.extension.toUpperCase()}</Badge>
          )}
          <Button kind="link" size="inline" onClick={() => onUser(file.username)}>
            <bdi>{file.username}</bdi>
          </Button>
          <span>{facts.join(' · ')}</span>
        </p>
      </div>
      <Button size="small" disabled={busy} aria-label={t('smartSearch.wishOf', { title: name })} onClick={onFetch}>
        <Download className="size-4" aria-hidden="true" />
        <span className="max-sm:sr-only">{t('smartSearch.wish')}</span>
      </Button>
    </div>
  );
}

function Results({ words, onUser }: { words: string; onUser: (username: string) => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(networkQuery(words));
  const fetch = useFetchFiles();
  const [only, setOnly] = useState<'lossless' | 'free' | null>(null);
  const files = useMemo(
    () =>
      (data?.results ?? []).filter((file) => {
        if (only === 'free') return file.free_slot;
        return only === null || isLossless(file);
      }),
    [data, only],
  );
  if (data === undefined) {
    if (error !== null) return <ProblemNote large problem={asProblem(error)} onRetry={() => void refetch()} />;
    return <SkeletonRows rows={6} label={t('soulseekPage.network.asking')} className="border-t border-line" />;
  }
  if (data.results.length === 0) {
    return (
      <Notice
        heading="output"
        icon={<SearchX className="size-8" strokeWidth={1.5} />}
        title={t('smartSearch.nothing', { query: words })}
      >
        {t('soulseekPage.network.nothingText')}
      </Notice>
    );
  }
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <output className="nums me-2 text-small text-ink-soft">
          {t('wishes.detail.searchResult', {
            files: t('wishes.detail.files', { count: data.file_count }),
            peers: t('wishes.detail.peers', { count: data.response_count }),
          })}
        </output>
        {(['lossless', 'free'] as const).map((name) => (
          <Chip key={name} pressed={only === name} onPress={() => setOnly(only === name ? null : name)}>
            {t(`smartSearch.${name}`)}
          </Chip>
        ))}
      </div>
      <VirtualRows
        rows={files}
        label={t('smartSearch.results')}
        height={81}
        keyOf={(file) => `${file.username} ${file.filename}`}
      >
        {(file) => (
          <FileRow
            file={file}
            busy={fetch.isPending}
            onUser={onUser}
            onFetch={() =>
              fetch.mutate({ username: file.username, files: [{ filename: file.filename, size: file.size }] })
            }
          />
        )}
      </VirtualRows>
    </>
  );
}

/** A search by hand, and one file of it. */
export function NetworkTab({
  words,
  onWords,
  onUser,
}: {
  words: string | undefined;
  onWords: (words: string) => void;
  onUser: (username: string) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const budget = useQuery(budgetQuery).data;
  const [text, setText] = useState(words ?? '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== '') onWords(text.trim());
  };
  return (
    <>
      <form onSubmit={submit} className="mb-5 flex items-end gap-2">
        <Field
          className="min-w-0 flex-1 sm:max-w-120"
          label={t('soulseekPage.network.words')}
          value={text}
          dir="auto"
          data-search-field=""
          maxLength={200}
          hint={
            budget === undefined
              ? undefined
              : t('searchBudget.left', { left: formats.number(budget.left), limit: formats.number(budget.limit) })
          }
          onChange={(event) => setText(event.target.value)}
        />
        <Button kind="primary" type="submit" className="mb-6" disabled={text.trim() === ''}>
          {t('smartSearch.search')}
        </Button>
      </form>
      {words === undefined ? (
        <Notice icon={<Radar className="size-8" strokeWidth={1.5} />} title={t('soulseekPage.network.start')}>
          {t('soulseekPage.network.startText')}
        </Notice>
      ) : (
        <Results key={words} words={words} onUser={onUser} />
      )}
    </>
  );
}
