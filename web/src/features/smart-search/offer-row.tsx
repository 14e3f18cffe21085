import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FoundItem } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { saidIn, Told } from '../../i18n/told.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Truncate } from '../../ui/truncate.tsx';

const verdictTones = { auto: 'sea', review: 'amber', reject: 'coral' } as const;

function isVerdict(value: unknown): value is keyof typeof verdictTones {
  return typeof value === 'string' && value in verdictTones;
}

/** One result of a work: where it is, what it is like, and a peer's file to be fetched at once. */
export function OfferRow({
  item,
  busy,
  onFetch,
}: {
  item: FoundItem;
  busy: boolean;
  onFetch: (item: FoundItem) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { metadata } = item;
  const { verdict, because, username, size, speed } = metadata;
  const path = typeof metadata['filename'] === 'string' ? metadata['filename'] : metadata['path'];
  const facts = [
    item.format,
    item.bitrate === null ? null : formats.kbps(item.bitrate),
    item.duration_ms === null ? null : formats.duration(item.duration_ms),
    typeof size === 'number' ? formats.bytes(size) : null,
    typeof speed === 'number' && speed > 0 ? formats.speed(speed) : null,
    metadata['free_slot'] === true
      ? t('smartSearch.free')
      : typeof metadata['queue_length'] === 'number'
        ? t('smartSearch.waiting', { count: metadata['queue_length'] })
        : null,
  ].filter((fact) => fact !== null);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line py-2.5 first:border-t-0">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2 text-small">
          <Badge>{t(`smartSearch.sources.${item.source as 'library'}`)}</Badge>
          {typeof username === 'string' && <bdi className="font-medium">{username}</bdi>}
          {isVerdict(verdict) && <Badge tone={verdictTones[verdict]}>{t(`wishes.detail.verdict.${verdict}`)}</Badge>}
          <span className="nums text-ink-soft">{facts.join(' · ')}</span>
        </p>
        {typeof path === 'string' && <Truncate className="mt-0.5 text-small text-ink-faint">{path}</Truncate>}
        {typeof because === 'string' && verdict !== 'auto' && (
          <Told as="p" className="mt-0.5 text-small text-ink-soft" said={saidIn(metadata['reason']) ?? because} />
        )}
      </div>
      {item.source === 'soulseek' && (
        <Button size="small" disabled={busy} onClick={() => onFetch(item)}>
          <Download className="size-4" aria-hidden="true" />
          {t('smartSearch.fetch')}
        </Button>
      )}
    </li>
  );
}
