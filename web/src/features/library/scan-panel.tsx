import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FolderSearch, Square } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type LibraryScan, type LiveFeed, startLibraryScan, stopLibraryScan } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Told } from '../../i18n/told.tsx';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { libraryScanQuery, scanProblemsQuery } from './queries.ts';

const found = ['added', 'changed', 'moved', 'returned', 'vanished', 'settled'] as const;

/** The scan of the music folder: how far it is, what the last one found, and what it could not read. */
export function ScanPanel({ feed }: { feed: LiveFeed }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const formats = useFormats();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const state = useQuery(libraryScanQuery);
  const answered = {
    onSuccess: (answer: LibraryScan) => client.setQueryData(libraryScanQuery.queryKey, answer),
  };
  const start = useMutation({ mutationFn: startLibraryScan, ...answered });
  const stop = useMutation({ mutationFn: stopLibraryScan, ...answered });

  useEffect(() => {
    const refresh = (): void => void client.invalidateQueries({ queryKey: libraryScanQuery.queryKey });
    const stops = [feed.on('library_scan', refresh), feed.onGap(refresh)];
    return () => {
      for (const each of stops) each();
    };
  }, [client, feed]);

  if (state.data === undefined)
    return state.error === null ? null : (
      <ProblemNote problem={asProblem(state.error)} onRetry={() => void state.refetch()} />
    );
  const { scan, problems, missing, watch } = state.data;
  const running = scan?.status === 'running';
  const failed = scan?.error ?? null;
  const failure = start.error ?? stop.error;
  const results = scan === null ? [] : found.filter((name) => scan[name] > 0);
  return (
    <section aria-label={t('library.scan.title')} className="mb-4 rounded-xl border border-line bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <output className="nums block min-w-0 text-small text-ink-soft">
          {scan === null
            ? t('library.scan.never')
            : running
              ? t('library.scan.running', { count: scan.seen, read: formats.number(scan.read) })
              : t(`library.scan.${scan.status}`, { when: formats.relative(scan.updated_at, now), count: scan.seen })}
          {results.map((name) => (
            <span key={name}> · {t(`library.scan.${name}`, { count: scan?.[name] ?? 0 })}</span>
          ))}
          {missing > 0 && <span> · {t('library.scan.missing', { count: missing })}</span>}
          {problems > 0 && (
            <>
              {' · '}
              <Button kind="link" size="inline" aria-expanded={open} onClick={() => setOpen(!open)}>
                {t('library.scan.problems', { count: problems })}
              </Button>
            </>
          )}
        </output>
        {running ? (
          <Button size="small" disabled={stop.isPending} onClick={() => stop.mutate()}>
            <Square className="size-4" aria-hidden="true" />
            {t('library.scan.stop')}
          </Button>
        ) : (
          <Button size="small" disabled={start.isPending} onClick={() => start.mutate()}>
            <FolderSearch className="size-4" aria-hidden="true" />
            {t('library.scan.start')}
          </Button>
        )}
      </div>
      {failed !== null && (
        <Told as="p" className="mt-2 text-small text-ink-soft" said={`${failed.sentence} ${failed.remedy}`} />
      )}
      {watch.state === 'unavailable' && (
        <Told as="p" className="mt-2 text-small text-ink-soft" said={watch.reason ?? ''} />
      )}
      {failure !== null && (
        <div className="mt-2">
          <ProblemNote problem={asProblem(failure)} onRetry={() => start.mutate()} />
        </div>
      )}
      {open && problems > 0 && <Problems />}
    </section>
  );
}

/** The first of what could not be read, each with its reason. */
function Problems() {
  const list = useQuery(scanProblemsQuery);
  return (
    <ul className="mt-3 max-h-72 space-y-2 overflow-y-auto border-t border-line pt-3 text-small">
      {list.data?.items.map((item) => (
        <li key={item.id}>
          <span dir="auto" className="block break-all">
            {item.path}
          </span>
          <Told className="text-ink-soft" said={`${item.sentence} ${item.remedy}`} />
        </li>
      ))}
    </ul>
  );
}
