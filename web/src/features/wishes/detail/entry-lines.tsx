import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileCheck, Search, Wish, WishProof } from '../../../api/index.ts';
import { useFormats } from '../../../i18n/format.ts';
import { dynamicText, type Said } from '../../../i18n/index.ts';
import { Told } from '../../../i18n/told.tsx';
import { Button } from '../../../ui/button.tsx';
import { useNow } from '../../../ui/clock.ts';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import type { Entry } from './timeline.ts';

type Transfer = WishProof['transfers'][number];
type Cause = Said | null;

/** Names of others keep their direction to themselves (Unicode's first strong isolate). */
const isolated = (name: string): string => `\u2068${name}\u2069`;

function Title({ children }: { children: ReactNode }) {
  return <p className="font-medium text-pretty [overflow-wrap:anywhere]">{children}</p>;
}

function Line({ children }: { children: ReactNode }) {
  return <p className="nums text-pretty text-ink-soft [overflow-wrap:anywhere]">{children}</p>;
}

/** Why: in the language of the page when we have it, else the server's English sentence, marked as such. */
function Reason({ cause }: { cause: Cause }) {
  if (cause === null || cause.sentence === '') return null;
  return <Told as="p" className="text-pretty text-ink-soft [overflow-wrap:anywhere]" said={cause} />;
}

/** Who asked for it. */
export function WishedLines({ origin }: { origin: WishProof['origins'][number] | null }) {
  const { t } = useTranslation();
  if (origin === null) return <Title>{t('timeline.wished')}</Title>;
  const kind = origin.name === null ? 'text' : origin.list.startsWith('playlist:') ? 'playlist' : 'file';
  return (
    <>
      <Title>{t('timeline.wished')}</Title>
      <Line>
        {t(`timeline.from.${kind}`, {
          name: isolated(origin.name ?? ''),
          line: origin.line,
        })}{' '}
        <Link
          to="/wishes"
          search={{ list: origin.list }}
          className="whitespace-nowrap text-sea-strong underline underline-offset-2"
        >
          {t('timeline.wholeList')}
        </Link>
      </Line>
    </>
  );
}

/** What was asked of the network, and what it offered. */
export function SearchLines({ search }: { search: Search }) {
  const { t } = useTranslation();
  return (
    <>
      <Title>{search.shared ? t('timeline.shared') : t(`timeline.searched.${search.subject}`)}</Title>
      <Line>
        <q dir="auto">{search.query}</q>
        {': '}
        {search.state === 'running'
          ? t('wishes.detail.searchRunning')
          : search.state === 'failed'
            ? t('wishes.detail.searchFailed')
            : t('wishes.detail.searchResult', {
                files: t('wishes.detail.files', { count: search.file_count }),
                peers: t('wishes.detail.peers', { count: search.response_count }),
              })}
      </Line>
      {search.state === 'failed' && search.error !== null && (
        <Told as="p" className="text-ink-soft" said={search.error} />
      )}
    </>
  );
}

/** How the transfer goes, or how it went: place in the queue, speed, size and time. */
function Course({ transfer, wish }: { transfer: Transfer; wish: Wish }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  // what the list was told by an event is newer than what was read
  const live = wish.download?.id === transfer.id ? wish.download : transfer;
  const size = transfer.size_bytes === null ? null : formats.bytes(transfer.size_bytes);
  const { started_at: from, finished_at: to, next_retry_at: next } = transfer;
  switch (live.state) {
    case 'queued':
      return (
        <Line>
          {live.queue_position === null
            ? t('timeline.course.queued')
            : t('timeline.course.place', { place: formats.number(live.queue_position) })}
        </Line>
      );
    case 'downloading':
      return (
        <>
          <Line>
            {[
              t('timeline.course.running'),
              formats.percent(live.progress / 100),
              size,
              live.average_speed_bps === null ? null : formats.speed(live.average_speed_bps),
            ]
              .filter((part) => part !== null)
              .join(' · ')}
          </Line>
          <ProgressBar
            className="my-1.5 block w-full"
            value={live.progress}
            label={t('wishes.progress', { title: wish.title })}
          />
        </>
      );
    case 'completed':
      return (
        <Line>
          {[
            t('timeline.course.completed'),
            size,
            from === null || to === null ? null : formats.duration(Math.max(0, Date.parse(to) - Date.parse(from))),
            transfer.average_speed_bps === null ? null : formats.speed(transfer.average_speed_bps),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </Line>
      );
    default:
      return (
        <>
          <Line>
            {dynamicText(t, `downloads.state.${live.state}`, live.state).text}
            {transfer.retry_count > 0 && ` · ${t('downloads.retries', { count: transfer.retry_count })}`}
            {next !== null && ` · ${t('downloads.next', { when: formats.relative(next, now) })}`}
          </Line>
          <Reason cause={transfer.reason} />
        </>
      );
  }
}

/** Whom we asked for the file, why this one, and what came of it. */
export function TransferLines({ entry, wish }: { entry: Extract<Entry, { kind: 'asked' }>; wish: Wish }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { transfer, candidate, fitting } = entry;
  const username = isolated(transfer.username);
  const score = candidate?.score ?? null;
  const why = candidate?.pinned
    ? t('timeline.why.hand')
    : score === null
      ? null
      : fitting > 1
        ? t('timeline.why.best', { count: fitting, score: formats.percent(score) })
        : t('timeline.why.only', { score: formats.percent(score) });
  return (
    <>
      <Title>{t(transfer.hedge ? 'timeline.askedToo' : 'timeline.asked', { username })}</Title>
      {why !== null && <Line>{why}</Line>}
      <Course transfer={transfer} wish={wish} />
    </>
  );
}

/** The verdict on a file that arrived, with the way to its proof. */
export function CheckedLines({ check }: { check: FileCheck }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const verdict = check.kept ? 'kept' : check.held ? 'held' : check.verdict;
  const known = check.authenticity;
  return (
    <>
      <Title>{dynamicText(t, `timeline.checked.${verdict}`, check.verdict).text}</Title>
      <Reason cause={check.reason} />
      {check.reason === null && known !== null && (
        <Line>
          {t('fileCheck.sure', {
            verdict: dynamicText(t, `fileCheck.authenticity.${known.verdict}`, known.verdict).text,
            share: formats.percent(known.confidence),
          })}
        </Line>
      )}
      <Button
        kind="quiet"
        size="small"
        className="-ms-2.5"
        onClick={() => document.getElementById(`check-${check.download_id}`)?.focus()}
      >
        {t('timeline.seeProof')}
      </Button>
    </>
  );
}

/** What was done to a file. */
export function MovedLines({ move }: { move: WishProof['moves'][number] }) {
  const { t } = useTranslation();
  return (
    <>
      <Title>{dynamicText(t, `timeline.moved.${move.kind}`, move.kind).text}</Title>
      {move.kind === 'place' && (
        <p dir="auto" className="text-ink-soft [overflow-wrap:anywhere]">
          {move.to}
        </p>
      )}
      {move.state === 'undone' && <Line>{t('timeline.moved.undone')}</Line>}
      {move.error !== null && <Told as="p" className="text-ink-soft [overflow-wrap:anywhere]" said={move.error} />}
    </>
  );
}

/** Where the wish came to rest, or what a person did with it. */
export function ToldLines({ event, wish }: { event: WishProof['events'][number]; wish: Wish }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const waits = event.kind === 'waiting' && wish.state === 'waiting' && wish.next_attempt_at !== null;
  return (
    <>
      <Title>{dynamicText(t, `timeline.told.${event.kind}`, event.kind).text}</Title>
      <Reason cause={event.kind === 'cancelled' && event.reason?.code === 'cancelled' ? null : event.reason} />
      {event.times > 1 && event.first_at !== null && (
        <Line>{t('timeline.times', { count: event.times, since: formats.date(event.first_at) })}</Line>
      )}
      {waits && wish.next_attempt_at !== null && event.reason?.code === wish.reason?.code && (
        <Line>{t('wishes.again', { when: formats.relative(wish.next_attempt_at, now) })}</Line>
      )}
    </>
  );
}
