import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type Candidate, type WishDetail as Detail, stages, type Wish } from '../../../api/index.ts';
import { useFormats } from '../../../i18n/format.ts';
import { ProblemNote } from '../../../i18n/problem-note.tsx';
import { Button } from '../../../ui/button.tsx';
import { cn } from '../../../ui/cn.ts';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { wishDetailQuery } from '../queries.ts';
import { useWishActions } from '../use-wish-actions.ts';
import { reasonText, stepsDone, toneOf } from '../wish-words.ts';
import { CandidateRow } from './candidate-row.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { WishChecks } from './wish-checks.tsx';
import { WishTimeline } from './wish-timeline.tsx';

const fewOffers = 6;

function Heading({ children }: { children: ReactNode }) {
  return <h2 className="mb-2.5 text-small font-semibold text-ink">{children}</h2>;
}

function Journey({ wish }: { wish: Wish }) {
  const { t } = useTranslation();
  const done = stepsDone(wish);
  const tone = { sea: 'bg-sea', amber: 'bg-amber-fill', coral: 'bg-coral-fill', faint: 'bg-line-strong' }[toneOf(wish)];
  return (
    <ol aria-label={t('wishes.detail.journey')} className="grid grid-cols-7 gap-1 sm:gap-1.5">
      {stages.map((stage, index) => (
        <li key={stage} aria-current={index === done ? 'step' : undefined} className="min-w-0">
          <span
            className={cn(
              'block h-1 rounded-full',
              index < done ? 'bg-sea' : index === done ? cn(tone, wish.state === 'active' && 'breathe') : 'bg-track',
            )}
          />
          <span
            className={cn(
              'mt-1.5 hidden truncate text-tiny sm:block',
              index === done ? 'font-semibold text-ink' : 'text-ink-faint',
            )}
          >
            {t(`wishes.stage.${stage}`)}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Facts({ wish }: { wish: Wish }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const rows: [string, ReactNode][] = [
    [t('wishes.detail.album'), wish.album === null ? null : <bdi>{wish.album}</bdi>],
    [t('wishes.detail.duration'), wish.duration_ms === null ? null : formats.duration(wish.duration_ms)],
    [t('wishes.detail.added'), formats.dateTime(wish.created_at)],
    [
      t('wishes.detail.settled'),
      wish.settled_at === null || (wish.state !== 'done' && wish.state !== 'cancelled')
        ? null
        : formats.dateTime(wish.settled_at),
    ],
    [
      t('wishes.detail.file'),
      wish.file === null ? null : (
        <span dir="auto" className="[overflow-wrap:anywhere]">
          {wish.file.path}
        </span>
      ),
    ],
  ];
  return (
    <dl className="nums space-y-2 text-small">
      {rows
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name} className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-3">
            <dt className="text-ink-faint">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** The delivered and the chosen first, then by rank and likeness. */
function inOrder(candidates: readonly Candidate[]): Candidate[] {
  const place = (candidate: Candidate): number =>
    candidate.outcome === 'delivered' ? 0 : (candidate.rank ?? Number.MAX_SAFE_INTEGER);
  return candidates.toSorted((a, b) => place(a) - place(b) || (b.score ?? 0) - (a.score ?? 0));
}

function Candidates({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const act = useWishActions();
  const [all, setAll] = useState(false);
  const [reported, setReported] = useState<Candidate | null>(null);
  const sorted = inOrder(detail.candidates);
  if (sorted.length === 0) return <p className="text-small text-ink-soft">{t('wishes.detail.noCandidates')}</p>;
  const shown = all ? sorted : sorted.slice(0, fewOffers);
  return (
    <>
      {sorted.every((candidate) => candidate.verdict === 'reject') && (
        <p className="mb-2 text-small text-coral">{t('wishes.detail.allDiscarded')}</p>
      )}
      <ol className="space-y-1.5">
        {shown.map((candidate, index) => (
          <CandidateRow
            key={candidate.id}
            candidate={candidate}
            wantedMs={detail.duration_ms}
            startOpen={index === 0}
            onReport={() => setReported(candidate)}
            onChoose={
              detail.state === 'done' ||
              candidate.outcome === 'delivered' ||
              (candidate.rank === 1 && detail.download !== null)
                ? undefined
                : () => act(detail, { kind: 'choose', candidateId: candidate.id })
            }
          />
        ))}
      </ol>
      {reported !== null && <ReportDialog wishId={detail.id} candidate={reported} onClose={() => setReported(null)} />}
      {shown.length < sorted.length && (
        <Button kind="quiet" size="small" className="mt-2" onClick={() => setAll(true)}>
          {t('wishes.detail.showAll', { count: sorted.length - shown.length })}
        </Button>
      )}
    </>
  );
}

/** The proof behind a wish: journey, what was wanted, what was asked, who offered what, and why it was taken or not. */
export function WishDetail({
  wish,
  alone = false,
}: {
  wish: Wish /** On its own page, not below its row. */;
  alone?: boolean;
}) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(wishDetailQuery(wish.id));
  const reason = reasonText(t, wish);
  const offers = useRef<HTMLDivElement>(null);
  const choice = wish.state !== 'done' && data !== undefined && data.candidates.length > 0;
  return (
    <section
      id={`proof-${wish.id}`}
      aria-label={t('wishes.detail.label', { title: wish.title })}
      className={alone ? 'pb-6' : 'rise px-3 pt-1 pb-6 sm:px-4 md:ps-[4.75rem]'}
    >
      <Journey wish={wish} />
      {reason !== null && (
        <p className="mt-4 max-w-prose text-body text-pretty">
          <span {...(reason.lang ? { lang: reason.lang } : {})}>{reason.text}</span>
          {wish.attempts > 0 && (
            <span className="text-ink-faint"> {t('wishes.attempts', { count: wish.attempts })}</span>
          )}
        </p>
      )}
      <div className="mt-6 grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <div className="space-y-6">
          <div>
            <Heading>{t('wishes.detail.wanted')}</Heading>
            <Facts wish={wish} />
          </div>
          <div>
            <Heading>{t('timeline.heading')}</Heading>
            <WishTimeline wish={wish} onChoose={choice ? () => offers.current?.focus() : undefined} />
          </div>
          {!alone && (
            <Link
              to="/wishes/$id"
              params={{ id: String(wish.id) }}
              className="inline-block text-small font-medium text-sea-strong underline underline-offset-2"
            >
              {t('wishes.page.open')}
            </Link>
          )}
        </div>
        <div>
          <WishChecks wish={wish} />
          <div ref={offers} tabIndex={-1} className="scroll-mt-40">
            <Heading>
              {t('wishes.detail.candidates')}
              {data !== undefined && data.candidates.length > 0 && (
                <span className="nums ms-2 font-normal text-ink-faint">{data.candidates.length}</span>
              )}
            </Heading>
            {data !== undefined ? (
              <Candidates detail={data} />
            ) : error !== null ? (
              <ProblemNote problem={asProblem(error)} onRetry={() => void refetch()} />
            ) : (
              <div className="space-y-1.5">
                <output className="sr-only">{t('wishes.detail.loading')}</output>
                <Skeleton className="h-18 w-full" />
                <Skeleton className="h-18 w-full" />
              </div>
            )}
          </div>
        </div>
      </div>
    </section>
  );
}
