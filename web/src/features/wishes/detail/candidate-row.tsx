import { Check, ChevronRight, Dot, Download, MessageSquareWarning, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Candidate } from '../../../api/index.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Told } from '../../../i18n/told.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { cn } from '../../../ui/cn.ts';

const verdictTone = { auto: 'sea', review: 'amber', reject: 'coral', none: 'neutral' } as const;
const meterTone = { auto: 'bg-sea', review: 'bg-amber-fill', reject: 'bg-coral-fill', none: 'bg-line-strong' } as const;

/** Peers share Windows paths: the name is what follows the last slash of either kind. */
function splitPath(path: string): { folder: string; name: string } {
  const cut = Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1;
  return {
    folder: path
      .slice(0, cut)
      .split(/[\\/]+/)
      .filter(Boolean)
      .join(' › '),
    name: path.slice(cut),
  };
}

function LengthNote({ seconds, wantedMs }: { seconds: number; wantedMs: number | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (wantedMs === null) return null;
  const difference = seconds - Math.round(wantedMs / 1000);
  if (Math.abs(difference) < 2) return <span className="text-sea-strong">{t('wishes.detail.exact')}</span>;
  return (
    <span className={cn(Math.abs(difference) > 7 ? 'text-coral' : 'text-amber')}>
      {t(difference > 0 ? 'wishes.detail.longer' : 'wishes.detail.shorter', {
        seconds: formats.number(Math.abs(difference)),
      })}
    </span>
  );
}

function Weight({ weight }: { weight: number }) {
  const { t } = useTranslation();
  const [Icon, tone, label] =
    weight > 0
      ? ([Check, 'text-sea-strong', t('wishes.detail.speaksFor')] as const)
      : weight < 0
        ? ([X, 'text-coral', t('wishes.detail.speaksAgainst')] as const)
        : ([Dot, 'text-ink-faint', t('wishes.detail.neutral')] as const);
  return (
    <span className="mt-px shrink-0">
      <Icon className={cn('size-4', tone)} strokeWidth={2.25} aria-hidden="true" />
      <span className="sr-only">{label}</span>
    </span>
  );
}

/** One offer: what it is, how alike, what became of it; the reasons unfold. */
export function CandidateRow({
  candidate,
  wantedMs,
  startOpen,
  onChoose,
  onReport,
}: {
  candidate: Candidate;
  wantedMs: number | null;
  startOpen: boolean;
  /** Absent when the wish is already met, or when this offer is the one in use. */
  onChoose?: (() => void) | undefined;
  onReport: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { folder, name } = splitPath(candidate.path);
  const verdict = candidate.verdict ?? 'none';
  const facts = [
    candidate.extension?.toUpperCase(),
    candidate.bitrate_kbps === null ? undefined : formats.kbps(candidate.bitrate_kbps),
    formats.bytes(candidate.size_bytes),
    candidate.length_s === null ? undefined : formats.duration(candidate.length_s * 1000),
  ].filter((fact) => fact !== undefined);
  return (
    <li>
      <details open={startOpen} className="group/offer rounded-md border border-line bg-surface open:shadow-rest">
        <summary className="grid grid-cols-[1rem_minmax(0,1fr)] items-start gap-x-2 rounded-md px-3 py-2.5 hover:bg-hover sm:grid-cols-[1rem_minmax(0,1fr)_8.5rem]">
          <ChevronRight
            className="mt-0.5 size-4 text-ink-faint transition-transform duration-150 group-open/offer:rotate-90"
            aria-hidden="true"
          />
          <span className="min-w-0">
            <span dir="auto" className="block text-body font-medium break-words">
              {name}
            </span>
            {folder !== '' && (
              <span dir="auto" className="block truncate text-small text-ink-faint" title={folder}>
                {folder}
              </span>
            )}
            <span className="nums mt-1 flex flex-wrap gap-x-3 text-small text-ink-soft">
              <bdi className="font-medium text-ink">{candidate.username}</bdi>
              {facts.map((fact) => (
                <span key={fact}>{fact}</span>
              ))}
              {candidate.length_s !== null && <LengthNote seconds={candidate.length_s} wantedMs={wantedMs} />}
            </span>
          </span>
          <span className="col-start-2 mt-2 flex items-center gap-2 sm:col-start-3 sm:mt-0 sm:flex-col sm:items-end">
            <span className="flex gap-1">
              {candidate.outcome === 'delivered' || (candidate.rank === 1 && candidate.outcome === null) ? (
                <Badge tone="sea">
                  {t(candidate.outcome === 'delivered' ? 'wishes.detail.outcome.delivered' : 'wishes.detail.chosen')}
                </Badge>
              ) : (
                <Badge tone={verdictTone[verdict]}>{t(`wishes.detail.verdict.${verdict}`)}</Badge>
              )}
              {(candidate.outcome === 'failed' || candidate.outcome === 'refused') && (
                <Badge tone="coral">{t(`wishes.detail.outcome.${candidate.outcome}`)}</Badge>
              )}
            </span>
            {candidate.score !== null && (
              <span className="nums flex items-center gap-2 text-small text-ink-soft">
                <span aria-hidden="true" className="h-1 w-14 overflow-hidden rounded-full bg-track">
                  <span
                    className={cn('block h-full rounded-full', meterTone[verdict])}
                    style={{ width: `${Math.round(candidate.score * 100)}%` }}
                  />
                </span>
                <span className="sr-only">{t('wishes.detail.score', { score: formats.percent(candidate.score) })}</span>
                <span aria-hidden="true">{formats.percent(candidate.score)}</span>
              </span>
            )}
          </span>
        </summary>
        <div className="border-t border-line px-3 py-2.5 ps-9 text-small">
          {candidate.outcome_reason !== null && (
            <Told as="p" className="mb-2 text-coral" said={candidate.outcome_reason} />
          )}
          {candidate.reasons.length === 0 ? (
            <p className="text-ink-soft">{t('wishes.detail.noReasons')}</p>
          ) : (
            <ul aria-label={t('wishes.detail.reasons')} className="space-y-1">
              {candidate.reasons.map((reason) => (
                <li key={`${reason.rule} ${reason.sentence}`} className="flex items-start gap-2">
                  <Weight weight={reason.weight} />
                  <Told className="min-w-0 text-ink-soft" said={reason} />
                </li>
              ))}
            </ul>
          )}
          <div className="mt-3 flex flex-wrap gap-2">
            {onChoose !== undefined && (
              <Button size="small" onClick={onChoose}>
                <Download className="size-4" aria-hidden="true" />
                {t('wishes.detail.choose')}
              </Button>
            )}
            {candidate.verdict !== null && (
              <Button kind="quiet" size="small" onClick={onReport}>
                <MessageSquareWarning className="size-4" aria-hidden="true" />
                {t('caseReport.open')}
              </Button>
            )}
          </div>
        </div>
      </details>
    </li>
  );
}
