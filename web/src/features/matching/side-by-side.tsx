import { Check, Dot, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Candidate, Wish } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { Told } from '../../i18n/told.tsx';
import { Badge } from '../../ui/badge.tsx';
import { cn } from '../../ui/cn.ts';
import { compareNames, type Piece } from './compare.ts';

/** Lengths this many seconds apart are the same recording, these many are hardly. */
const sameS = 2;
const otherS = 7;

function Pieces({ pieces, tone }: { pieces: readonly Piece[]; tone: 'missing' | 'extra' }) {
  const { t } = useTranslation();
  if (pieces.length === 0) return <span className="text-ink-faint">–</span>;
  return (
    <span dir="auto" className="[overflow-wrap:anywhere]">
      {pieces.map(({ text, odd }, index) =>
        odd ? (
          <mark
            // oxlint-disable-next-line react/no-array-index-key -- pieces of one text, never moved
            key={index}
            title={t(`matchingPage.compare.${tone}`)}
            className={cn(
              'rounded-xs px-0.5',
              tone === 'missing' ? 'bg-coral-soft text-coral' : 'bg-amber-soft text-amber',
            )}
          >
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </span>
  );
}

function Length({ wantedMs, offeredS }: { wantedMs: number | null; offeredS: number | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (offeredS === null) return <span className="text-ink-faint">{t('matchingPage.compare.unknown')}</span>;
  const difference = wantedMs === null ? null : offeredS - Math.round(wantedMs / 1000);
  return (
    <span className="nums flex flex-wrap items-center gap-2">
      {formats.duration(offeredS * 1000)}
      {difference !== null && (
        <Badge tone={Math.abs(difference) < sameS ? 'sea' : Math.abs(difference) > otherS ? 'coral' : 'amber'}>
          {Math.abs(difference) < sameS
            ? t('wishes.detail.exact')
            : t(difference > 0 ? 'wishes.detail.longer' : 'wishes.detail.shorter', {
                seconds: formats.number(Math.abs(difference)),
              })}
        </Badge>
      )}
    </span>
  );
}

/** What is wished for and what is offered, line by line, with what differs marked, and the reasons of the verdict. */
export function SideBySide({ wish, offer }: { wish: Wish; offer: Candidate }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { title, artist, album } = compareNames(wish, offer.path);
  const quality = [
    offer.extension?.toUpperCase(),
    offer.bitrate_kbps === null ? undefined : formats.kbps(offer.bitrate_kbps),
    formats.bytes(offer.size_bytes),
  ].filter((fact) => fact !== undefined);
  const rows: readonly (readonly [string, ReactNode, ReactNode])[] = [
    ...(
      [
        ['title', title],
        ['artist', artist],
        ['album', album],
      ] as const
    ).map(
      ([name, [wanted, offered]]) =>
        [
          t(`matchingPage.compare.${name}`),
          <Pieces key="wanted" pieces={wanted} tone="missing" />,
          <Pieces key="offered" pieces={offered} tone="extra" />,
        ] as const,
    ),
    [
      t('matchingPage.compare.length'),
      wish.duration_ms === null ? t('matchingPage.compare.unknown') : formats.duration(wish.duration_ms),
      <Length key="length" wantedMs={wish.duration_ms} offeredS={offer.length_s} />,
    ],
    [t('matchingPage.compare.file'), '–', quality.join(' · ')],
  ];
  return (
    <div>
      <div className="overflow-x-auto">
        <table className="w-full border-collapse text-body">
          <thead>
            <tr className="text-start text-small text-ink-soft">
              <th scope="col" className="w-20 py-2">
                <span className="sr-only">{t('matchingPage.compare.what')}</span>
              </th>
              <th scope="col" className="w-2/5 py-2 pe-4 text-start font-medium">
                {t('matchingPage.compare.wanted')}
              </th>
              <th scope="col" className="py-2 text-start font-medium">
                {t('matchingPage.compare.offered')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, wanted, offered]) => (
              <tr key={name} className="border-t border-line align-top">
                <th scope="row" className="py-2 pe-3 text-start text-small font-normal text-ink-soft">
                  {name}
                </th>
                <td className="py-2 pe-4">{wanted}</td>
                <td className="py-2">{offered}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul aria-label={t('wishes.detail.reasons')} className="mt-4 space-y-1.5 text-small">
        {offer.reasons.map((reason) => {
          const Icon = reason.weight > 0 ? Check : reason.weight < 0 ? X : Dot;
          return (
            <li key={`${reason.rule} ${reason.sentence}`} className="flex items-start gap-2">
              <Icon
                className={cn(
                  'mt-px size-4 shrink-0',
                  reason.weight > 0 ? 'text-sea-strong' : reason.weight < 0 ? 'text-coral' : 'text-ink-faint',
                )}
                strokeWidth={2.25}
                aria-hidden="true"
              />
              <span className="min-w-0 text-ink-soft">
                <span className="sr-only">
                  {t(
                    reason.weight > 0
                      ? 'wishes.detail.speaksFor'
                      : reason.weight < 0
                        ? 'wishes.detail.speaksAgainst'
                        : 'wishes.detail.neutral',
                  )}{' '}
                </span>
                <Told said={reason} />
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
