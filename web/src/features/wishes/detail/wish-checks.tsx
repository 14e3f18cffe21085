import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Check, SkipForward } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { addressOf, declineFile, type FileCheck, keepFile, type Wish } from '../../../api/index.ts';
import { useFormats } from '../../../i18n/format.ts';
import { problemText } from '../../../i18n/problem-text.ts';
import { Told } from '../../../i18n/told.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { applyWishes, wishProofQuery } from '../queries.ts';

const tones = { accepted: 'sea', review: 'amber', held: 'amber', rejected: 'coral' } as const;

/** What became of a checked file, in one word. */
function stateOf(check: FileCheck): keyof typeof tones {
  if (check.held) return 'held';
  return check.verdict in tones ? (check.verdict as keyof typeof tones) : 'rejected';
}

function Measures({ check }: { check: FileCheck }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { facts, measures, authenticity } = check;
  const kilohertz = (hz: number): string => `${formats.number(Math.round(hz / 100) / 10)} kHz`;
  const or = <T,>(value: T | null | undefined, write: (value: T) => string): ReactNode =>
    value === null || value === undefined ? null : write(value);
  const known =
    authenticity === null
      ? undefined
      : t(`fileCheck.authenticity.${authenticity.verdict}` as 'fileCheck.authenticity.genuine');
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('fileCheck.codec'), facts?.codec ?? facts?.format.toUpperCase() ?? null],
    [t('fileCheck.bitrate'), or(facts?.bitrate_kbps, formats.kbps)],
    [t('fileCheck.sampleRate'), or(facts?.sample_rate_hz ?? measures?.sample_rate_hz, kilohertz)],
    [t('fileCheck.bitDepth'), or(facts?.bit_depth, (bits) => t('fileCheck.bits', { bits }))],
    [t('fileCheck.duration'), or(facts?.duration_ms ?? measures?.duration_ms, formats.duration)],
    [t('fileCheck.cutoff'), or(measures?.cutoff_hz, kilohertz)],
    [
      t('fileCheck.sound'),
      authenticity === null
        ? null
        : t('fileCheck.sure', { verdict: known, share: formats.percent(authenticity.confidence) }),
    ],
  ];
  return (
    <dl className="nums grid grid-cols-2 gap-x-4 gap-y-1.5 text-small sm:grid-cols-4">
      {rows
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name} className="min-w-0">
            <dt className="text-ink-faint">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Spectrogram({ check }: { check: FileCheck }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const src = addressOf(check.spectrogram);
  if (src === null || check.measures === null) return null;
  const top = formats.number(check.measures.sample_rate_hz / 2000);
  return (
    <figure className="mt-3">
      <img
        src={src}
        alt={t('fileCheck.spectrogramOf', {
          top,
          cutoff: formats.number(Math.round(check.measures.cutoff_hz / 100) / 10),
        })}
        width={480}
        height={160}
        loading="lazy"
        decoding="async"
        className="block aspect-[3/1] w-full max-w-[30rem] rounded-md border border-line bg-sunken"
      />
      <figcaption className="mt-1 text-tiny text-ink-faint">{t('fileCheck.spectrogram', { top })}</figcaption>
    </figure>
  );
}

/** Takes a file in spite of what was found, or goes on to the next peer; the list shows the answer, a refusal is told. */
function useDecision(wish: Wish) {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (keep: number | null) => (keep === null ? declineFile(wish.id) : keepFile(wish.id, keep)),
    onSuccess(answer, keep) {
      applyWishes(client, new Map([[answer.id, answer]]), {}, true, new Set());
      void client.invalidateQueries({ queryKey: ['wishes', 'counts'] });
      void client.invalidateQueries({ queryKey: ['wishes', 'proof', wish.id] });
      toast.success(t(keep === null ? 'fileCheck.declined' : 'fileCheck.kept', { title: wish.title }));
    },
    onError: (error) =>
      toast.error(t('wishes.actions.failed', { title: wish.title }), { description: problemText(t, error).text }),
  });
}

function CheckedFile({ wish, check }: { wish: Wish; check: FileCheck }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { mutate, isPending } = useDecision(wish);
  const state = stateOf(check);
  const open = wish.state !== 'done' && wish.state !== 'cancelled';
  const reviewed = check.verdict === 'review' && wish.state === 'review' && wish.stage === 'verify';
  return (
    <li
      id={`check-${check.download_id}`}
      tabIndex={-1}
      className="scroll-mt-40 rounded-md border border-line bg-surface px-3 py-2.5"
    >
      <p className="mb-2 flex flex-wrap items-center gap-2 text-small">
        <Badge tone={tones[state]}>{t(`fileCheck.state.${state}`)}</Badge>
        {check.kept && <Badge>{t('fileCheck.byHand')}</Badge>}
        {check.reason !== null && <Told className="min-w-0 text-ink-soft" said={check.reason} />}
      </p>
      <Measures check={check} />
      {check.reason === null && check.authenticity !== null && check.authenticity.findings.length > 0 && (
        <ul className="mt-2 space-y-1 text-small text-ink-soft">
          {check.authenticity.findings.map((finding) => (
            <Told as="li" key={finding.code} said={finding.sentence} />
          ))}
        </ul>
      )}
      {check.identity !== null && check.identity.verdict !== 'other' && (
        <p className="mt-2 flex flex-wrap items-baseline gap-2 text-small text-ink-soft">
          <span className="text-ink-faint">
            {check.identity.verdict === 'same'
              ? t('fileCheck.sure', {
                  verdict: t('fileCheck.identity.same'),
                  share: formats.percent(check.identity.confidence),
                })
              : t(`fileCheck.identity.${check.identity.verdict}` as 'fileCheck.identity.unknown')}
          </span>
          <Told said={check.identity.sentence} />
        </p>
      )}
      <Spectrogram check={check} />
      {open && (reviewed || check.held) && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button size="small" disabled={isPending} onClick={() => mutate(check.download_id)}>
            <Check className="size-4" aria-hidden="true" />
            {t('fileCheck.keep')}
          </Button>
          {reviewed && (
            <Button kind="quiet" size="small" disabled={isPending} onClick={() => mutate(null)}>
              <SkipForward className="size-4" aria-hidden="true" />
              {t('fileCheck.next')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

/** What checking each file that arrived for a wish found, newest first; nothing while no file has arrived. */
export function WishChecks({ wish }: { wish: Wish }) {
  const { t } = useTranslation();
  const { data } = useQuery(wishProofQuery(wish));
  if (data === undefined || data.verified.length === 0) return null;
  return (
    <div className="mb-6">
      <h3 className="mb-2.5 text-small font-semibold text-ink">{t('fileCheck.heading')}</h3>
      <ol className="space-y-1.5">
        {data.verified.toReversed().map((check) => (
          <CheckedFile key={check.download_id} wish={wish} check={check} />
        ))}
      </ol>
    </div>
  );
}
