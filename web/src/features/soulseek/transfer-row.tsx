import { Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/format.ts';
import { Told } from '../../i18n/told.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Truncate } from '../../ui/truncate.tsx';
import { splitPath, type Transfer } from './transfers.ts';

const tones = { running: 'sea', waiting: 'neutral', done: 'sea', failed: 'coral', cancelled: 'neutral' } as const;

/** One transfer as slskd lists it: file, person, state, progress, size, speed. */
export function TransferRow({
  transfer,
  busy = false,
  onUser,
  onStop,
}: {
  transfer: Transfer;
  busy?: boolean;
  onUser: (username: string) => void;
  onStop?: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { folder, name } = splitPath(transfer.filename);
  const facts = [
    transfer.size === null ? null : formats.bytes(transfer.size),
    transfer.phase === 'running' && transfer.speed !== null ? formats.speed(transfer.speed) : null,
    transfer.place === null ? null : t('downloads.place', { place: formats.number(transfer.place) }),
  ].filter((fact) => fact !== null);
  return (
    <div className="grid min-h-18 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 border-b border-line px-1 py-3 md:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)_2.25rem]">
      <div className="min-w-0">
        <Truncate className="font-semibold">{name}</Truncate>
        <p className="flex min-w-0 gap-2 text-small text-ink-soft">
          <Button kind="link" size="inline" className="shrink-0" onClick={() => onUser(transfer.username)}>
            <bdi>{transfer.username}</bdi>
          </Button>
          <Truncate className="min-w-0 text-ink-faint">{folder}</Truncate>
        </p>
      </div>
      <div className="min-w-0 max-md:order-last max-md:col-span-2">
        <p className="nums flex flex-wrap items-center gap-3 text-small text-ink-soft">
          <Badge tone={tones[transfer.phase]}>{t(`soulseekPage.phase.${transfer.phase}`)}</Badge>
          <span>{facts.join(' · ')}</span>
          {transfer.phase === 'running' && (
            <span className="ms-auto text-ink">{formats.percent(transfer.percent / 100)}</span>
          )}
        </p>
        {transfer.phase === 'running' && (
          <ProgressBar
            className="mt-2 block w-full"
            value={transfer.percent}
            label={t('wishes.progress', { title: name })}
          />
        )}
        {transfer.error !== null && (
          <Told as="p" className="mt-1 line-clamp-2 text-small text-ink-soft" said={transfer.error} />
        )}
      </div>
      {onStop !== undefined && (
        <Button
          kind="quiet"
          size="icon"
          disabled={busy}
          aria-label={t('soulseekPage.stopOf', { name })}
          title={t('soulseekPage.stop')}
          onClick={onStop}
        >
          <Square className="size-4" aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
