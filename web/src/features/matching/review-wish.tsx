import { useQuery } from '@tanstack/react-query';
import { Ban, Check, RotateCcw, SkipForward } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type Candidate, type Wish } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Told } from '../../i18n/told.tsx';
import { Artwork } from '../../ui/artwork.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Truncate } from '../../ui/truncate.tsx';
import { checksQuery, offersQuery } from './queries.ts';
import { SideBySide } from './side-by-side.tsx';
import { type Decision, useDecision } from './use-decision.ts';
import { useKeys } from './use-keys.ts';

const verdictTones = { auto: 'sea', review: 'amber', reject: 'coral', none: 'neutral' } as const;
/** More than these are hardly ever looked at; the wish's own page has all. */
const shownMost = 12;

function inOrder(offers: readonly Candidate[]): Candidate[] {
  const weight = { auto: 0, review: 1, reject: 2, none: 3 };
  return offers
    .toSorted((a, b) => weight[a.verdict ?? 'none'] - weight[b.verdict ?? 'none'] || (b.score ?? 0) - (a.score ?? 0))
    .slice(0, shownMost);
}

function OfferChoice({
  offer,
  name,
  checked,
  onChoose,
}: {
  offer: Candidate;
  name: string;
  checked: boolean;
  onChoose: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const verdict = offer.verdict ?? 'none';
  return (
    <label
      className={cn(
        'flex cursor-default items-center gap-3 border-b border-line px-3 py-2.5 last:border-b-0 hover:bg-hover',
        checked && 'bg-sunken',
      )}
    >
      <input
        type="radio"
        name={name}
        checked={checked}
        onChange={onChoose}
        className="size-4 shrink-0 accent-(--sea)"
      />
      <span className="min-w-0 flex-1">
        <Truncate className="font-medium">{offer.path.split(/[\\/]/).at(-1)}</Truncate>
        <span className="nums flex flex-wrap items-center gap-x-2 text-small text-ink-soft">
          <bdi>{offer.username}</bdi>
          {offer.extension !== null && <span>{offer.extension.toUpperCase()}</span>}
          {offer.length_s !== null && <span>{formats.duration(offer.length_s * 1000)}</span>}
        </span>
      </span>
      <span className="flex shrink-0 flex-col items-end gap-1">
        <Badge tone={verdictTones[verdict]}>{t(`wishes.detail.verdict.${verdict}`)}</Badge>
        {offer.score !== null && <span className="nums text-tiny text-ink-soft">{formats.percent(offer.score)}</span>}
      </span>
    </label>
  );
}

function Offers({ wish, decide, busy }: { wish: Wish; decide: (decision: Decision) => void; busy: boolean }) {
  const { t } = useTranslation();
  const name = useId();
  const { data, error, refetch } = useQuery(offersQuery(wish));
  const [chosen, setChosen] = useState<number | null>(null);
  const offers = inOrder(data?.candidates ?? []);
  const at = Math.max(
    0,
    offers.findIndex(({ id }) => id === chosen),
  );
  const offer = offers[at];
  const move = (step: number) => {
    const next = offers[at + step];
    return next === undefined ? undefined : () => setChosen(next.id);
  };
  useKeys({
    j: move(1),
    k: move(-1),
    a: offer === undefined || busy ? undefined : () => decide({ kind: 'choose', candidateId: offer.id }),
  });
  if (data === undefined) {
    if (error !== null) return <ProblemNote problem={asProblem(error)} onRetry={() => void refetch()} />;
    return <Skeleton className="w-60" />;
  }
  if (offer === undefined) return <p className="text-small text-ink-soft">{t('wishes.detail.noCandidates')}</p>;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <fieldset className="min-w-0 overflow-y-auto rounded-lg border border-line max-lg:max-h-72">
        <legend className="sr-only">{t('matchingPage.review.offers')}</legend>
        {offers.map((each) => (
          <OfferChoice
            key={each.id}
            offer={each}
            name={name}
            checked={each.id === offer.id}
            onChoose={() => setChosen(each.id)}
          />
        ))}
      </fieldset>
      <div className="min-w-0">
        <SideBySide wish={wish} offer={offer} />
        <Button
          kind="primary"
          className="mt-5"
          disabled={busy}
          onClick={() => decide({ kind: 'choose', candidateId: offer.id })}
        >
          <Check className="size-4" aria-hidden="true" />
          {t('wishes.detail.choose')}
        </Button>
      </div>
    </div>
  );
}

/** A file that arrived and is not quite what it claims: keep it, or go on to the next peer. */
function WaitingFile({ wish, decide, busy }: { wish: Wish; decide: (decision: Decision) => void; busy: boolean }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(checksQuery(wish));
  const check = data?.verified.findLast(({ verdict }) => verdict === 'review');
  const keep = check === undefined ? undefined : () => decide({ kind: 'keep', downloadId: check.download_id });
  const decline = (): void => decide({ kind: 'decline' });
  useKeys({ a: busy ? undefined : keep, d: busy ? undefined : decline });
  if (data === undefined) {
    if (error !== null) return <ProblemNote problem={asProblem(error)} onRetry={() => void refetch()} />;
    return <Skeleton className="w-60" />;
  }
  return (
    <div className="space-y-4">
      {check !== undefined && (
        <ul className="list-disc space-y-1 ps-5 text-small text-ink-soft">
          {check.authenticity?.findings.map(({ code, sentence }) => (
            <Told as="li" key={code} said={sentence} />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" disabled={busy || keep === undefined} onClick={keep}>
          <Check className="size-4" aria-hidden="true" />
          {t('fileCheck.keep')}
        </Button>
        <Button disabled={busy} onClick={decline}>
          <SkipForward className="size-4" aria-hidden="true" />
          {t('fileCheck.next')}
        </Button>
      </div>
    </div>
  );
}

/** One wish under review with everything that is needed to decide. */
export function ReviewWish({ wish, onDecided }: { wish: Wish; onDecided: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { decide, busy } = useDecision();
  const settle = (decision: Decision): void => {
    onDecided();
    decide(wish, decision);
  };
  const retry = (): void => settle({ kind: 'retry' });
  const cancel = (): void => settle({ kind: 'cancel' });
  useKeys({ s: busy ? undefined : retry, x: busy ? undefined : cancel });
  const facts = [
    wish.artists.join(', '),
    wish.album,
    wish.duration_ms === null ? null : formats.duration(wish.duration_ms),
  ].filter((fact) => fact !== null);
  return (
    <Panel
      title={
        <span className="flex min-w-0 items-center gap-3">
          <Artwork artist={wish.artists[0] ?? ''} work={wish.album ?? wish.title} className="size-11" />
          <span className="min-w-0">
            <bdi>{wish.title}</bdi>
            <span className="nums block text-small font-normal text-ink-soft">{facts.join(' · ')}</span>
          </span>
        </span>
      }
      aside={
        <span className="flex flex-wrap gap-2">
          <Button kind="quiet" size="small" disabled={busy} onClick={retry}>
            <RotateCcw className="size-4" aria-hidden="true" />
            {t('matchingPage.review.none')}
          </Button>
          <Button kind="quiet" size="small" disabled={busy} onClick={cancel}>
            <Ban className="size-4" aria-hidden="true" />
            {t('wishes.actions.cancel')}
          </Button>
        </span>
      }
    >
      {wish.reason !== null && <Told as="p" className="mb-5 max-w-prose text-body text-ink-soft" said={wish.reason} />}
      {wish.stage === 'verify' ? (
        <WaitingFile wish={wish} decide={settle} busy={busy} />
      ) : (
        <Offers wish={wish} decide={settle} busy={busy} />
      )}
    </Panel>
  );
}
