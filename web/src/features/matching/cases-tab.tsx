import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { ChevronRight, Download, MessageSquareWarning, Trash2, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import {
  asProblem,
  type CaseFile,
  casesExport,
  importCases,
  Problem,
  type ReportedCase,
  removeCase,
} from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { problemText } from '../../i18n/problem-text.ts';
import { Told } from '../../i18n/told.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Confirm } from '../../ui/overlays/confirm.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { casesQuery } from './queries.ts';

const verdictTones = { auto: 'sea', review: 'amber', reject: 'coral' } as const;

function CaseRow({ entry, onRemove }: { entry: ReportedCase; onRemove: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <li>
      <details className="group/case border-b border-line">
        <summary className="flex flex-wrap items-center gap-x-3 gap-y-1 px-1 py-3 hover:bg-hover">
          <ChevronRight
            className="size-4 shrink-0 text-ink-faint transition-transform duration-150 group-open/case:rotate-90"
            aria-hidden="true"
          />
          <span dir="auto" className="min-w-0 flex-1 basis-60 font-semibold break-words">
            {entry.lesson}
          </span>
          <Badge tone={entry.agrees ? 'sea' : 'amber'}>
            {t(entry.agrees ? 'matchingPage.cases.right' : 'matchingPage.cases.wrong')}
          </Badge>
          <span className="nums text-small text-ink-faint">{formats.date(entry.created_at)}</span>
        </summary>
        <div className="space-y-3 pb-4 ps-8 text-small">
          <p dir="auto">
            {entry.wish.artists.join(', ')} – {entry.wish.title}
            {entry.wish.seconds !== null && (
              <span className="nums text-ink-soft"> · {formats.duration(entry.wish.seconds * 1000)}</span>
            )}
          </p>
          {entry.note !== null && (
            <p dir="auto" className="text-ink-soft">
              {entry.note}
            </p>
          )}
          <ul className="space-y-2">
            {entry.files.map((file) => (
              <li key={file.path} className="rounded-md border border-line bg-surface px-3 py-2">
                <p dir="auto" className="[overflow-wrap:anywhere]">
                  {file.path}
                </p>
                <p className="mt-1 flex flex-wrap items-center gap-2 text-ink-soft">
                  {t('matchingPage.cases.should')}
                  <Badge tone={verdictTones[file.verdict]}>{t(`wishes.detail.verdict.${file.verdict}`)}</Badge>
                  {t('matchingPage.cases.says')}
                  <Badge tone={verdictTones[file.said]}>{t(`wishes.detail.verdict.${file.said}`)}</Badge>
                </p>
                {!file.agrees && (
                  <ul className="mt-1 space-y-0.5 text-ink-faint">
                    {file.reasons.map((reason) => (
                      <Told as="li" key={`${reason.rule} ${reason.sentence}`} said={reason} />
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
          <Button kind="quiet" size="small" onClick={onRemove}>
            <Trash2 className="size-4" aria-hidden="true" />
            {t('matchingPage.cases.remove')}
          </Button>
        </div>
      </details>
    </li>
  );
}

/** Reads a file of cases. Throws when it holds something else; the server judges the rest. */
async function readCases(file: File): Promise<CaseFile> {
  const parsed: unknown = JSON.parse(await file.text());
  return (Array.isArray(parsed) ? { cases: parsed } : parsed) as CaseFile;
}

function Exchange() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const chooser = useRef<HTMLInputElement>(null);
  const take = useMutation({
    mutationFn: async (file: File) => {
      let cases: CaseFile;
      try {
        cases = await readCases(file);
      } catch {
        throw new Error(t('matchingPage.cases.unreadable'));
      }
      return await importCases(cases);
    },
    onSuccess: ({ added, known }) =>
      toast.success(t('matchingPage.cases.added', { count: added }), {
        description: known === 0 ? undefined : t('matchingPage.cases.known', { count: known }),
      }),
    onError: (error) =>
      toast.error(t('matchingPage.failed'), {
        // a file that is none is refused here, in the language of the page
        description: error instanceof Problem ? problemText(t, error).text : error.message,
      }),
    onSettled: () => client.invalidateQueries({ queryKey: casesQuery.queryKey }),
  });
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="small" disabled={take.isPending} onClick={() => chooser.current?.click()}>
        <Upload className="size-4" aria-hidden="true" />
        {t('matchingPage.cases.import')}
      </Button>
      <input
        ref={chooser}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label={t('matchingPage.cases.import')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file !== undefined) take.mutate(file);
        }}
      />
      <Button size="small" onClick={() => window.location.assign(casesExport)}>
        <Download className="size-4" aria-hidden="true" />
        {t('matchingPage.cases.export')}
      </Button>
    </div>
  );
}

/** Decisions that people have reported as wrong, and what the engine says of them now. */
export function CasesTab() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const list = useInfiniteQuery(casesQuery);
  const [doomed, setDoomed] = useState<ReportedCase | null>(null);
  const remove = useMutation({
    mutationFn: removeCase,
    onError: (error) => toast.error(t('matchingPage.failed'), { description: problemText(t, error).text }),
    onSettled: () => client.invalidateQueries({ queryKey: casesQuery.queryKey }),
  });
  const cases = list.data?.pages.flatMap((page) => page.items);
  if (cases === undefined) {
    if (list.error !== null)
      return <ProblemNote large problem={asProblem(list.error)} onRetry={() => void list.refetch()} />;
    return <SkeletonRows rows={5} label={t('matchingPage.cases.loading')} />;
  }
  const agreeing = list.data?.pages.reduce((sum, page) => sum + page.agreeing, 0) ?? 0;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <output className="nums text-ink-soft">
          {cases.length > 0 && t('matchingPage.cases.agreeing', { count: cases.length, agreeing })}
        </output>
        <Exchange />
      </div>
      {cases.length === 0 ? (
        <Notice
          icon={<MessageSquareWarning className="size-8" strokeWidth={1.5} />}
          title={t('matchingPage.cases.empty')}
        >
          {t('matchingPage.cases.emptyText')}
        </Notice>
      ) : (
        <ul aria-label={t('matchingPage.tabs.cases')} className="border-t border-line">
          {cases.map((entry) => (
            <CaseRow key={entry.id} entry={entry} onRemove={() => setDoomed(entry)} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <p className="py-5 text-center">
          <Button disabled={list.isFetching} onClick={() => void list.fetchNextPage()}>
            {t('smartSearch.more')}
          </Button>
        </p>
      )}
      <Confirm
        open={doomed !== null}
        title={t('matchingPage.cases.removeTitle')}
        action={t('matchingPage.cases.remove')}
        cancel={t('matchingPage.cases.keep')}
        closeLabel={t('app.close')}
        onConfirm={() => doomed !== null && remove.mutate(doomed.id)}
        onClose={() => setDoomed(null)}
      >
        {doomed?.lesson}
      </Confirm>
    </>
  );
}
