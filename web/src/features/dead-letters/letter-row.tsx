import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/format.ts';
import { dynamicText, saidText, type Text } from '../../i18n/index.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { Checkbox } from '../../ui/form/checkbox.tsx';
import { Truncate } from '../../ui/truncate.tsx';
import { type Letter, plainWord } from './letters.ts';

/** One dead letter: what happened, what was tried, what can be done. */
export function LetterRow({
  letter,
  chosen,
  busy,
  onChoose,
  onRequeue,
}: {
  letter: Letter;
  chosen: boolean;
  busy: boolean;
  onChoose: () => void;
  onRequeue: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const reason = dynamicText(t, `reasons.${letter.reason}`, plainWord(letter.reason));
  const facts = factsOf(t, letter).filter(({ text }) => text !== '');
  return (
    <li className="flex gap-3 border-b border-line py-4">
      <Checkbox checked={chosen} label={t('dead.choose', { title: letter.title })} onChange={onChoose} />
      <div className="min-w-0 flex-1">
        <h2 className="min-w-0 font-semibold [overflow-wrap:anywhere]" dir="auto">
          {letter.wishId === null ? (
            letter.title
          ) : (
            <Link
              to="/wishes/$id"
              params={{ id: String(letter.wishId) }}
              className="rounded-xs outline-offset-2 hover:underline"
            >
              {letter.title}
            </Link>
          )}
        </h2>
        <p className="text-small text-coral" lang={reason.own ? undefined : 'en'}>
          {reason.text}
        </p>
        <p className="nums text-small text-ink-faint">
          <bdi>{letter.source}</bdi>
          {' · '}
          {t('dead.tries', { count: letter.tries })}
          {' · '}
          <time dateTime={letter.at} title={formats.dateTime(letter.at)}>
            {formats.relative(letter.at, now)}
          </time>
        </p>
        <dl className="mt-2 max-w-prose space-y-1 text-small">
          {facts.map(({ name, text, own }) => (
            <div key={name} className="sm:grid sm:grid-cols-[9rem_minmax(0,1fr)] sm:gap-3">
              <dt className="text-ink-faint">{name}</dt>
              <dd lang={own ? undefined : 'en'} className="[overflow-wrap:anywhere]">
                {text}
              </dd>
            </div>
          ))}
        </dl>
        {letter.path !== null && letter.path !== letter.title && (
          <Truncate className="mt-1 text-tiny text-ink-faint">{letter.path}</Truncate>
        )}
      </div>
      <Button
        kind="quiet"
        size="icon"
        disabled={busy}
        aria-label={t('dead.requeueOne', { title: letter.title })}
        title={t('dead.requeue')}
        onClick={onRequeue}
      >
        <RotateCcw className="size-4" aria-hidden="true" />
      </Button>
    </li>
  );
}

/** What happened, what was tried and what can be done: in the language of the page where the reason is known, else as the server says it. */
function factsOf(t: TFunction, letter: Letter): { name: string; text: string; own: boolean }[] {
  const { kind, reason, message, remedy, tried } = letter;
  const special = dynamicText(t, `reasons.remedy.${reason}`, '');
  const general = dynamicText(t, kind === 'download' ? 'reasons.remedy.download' : '', remedy ?? '');
  return [
    { name: t('dead.happened'), ...told(saidText(t, message)) },
    {
      name: t('dead.tried'),
      // the first try is none that was repeated
      text: tried === null ? '' : t('dead.asked', { count: letter.tries + 1, name: letter.source }),
      own: true,
    },
    { name: t('dead.remedy'), ...(special.own ? special : general.own ? general : told(saidText(t, remedy ?? ''))) },
  ];
}

const told = ({ text, lang }: Text): { text: string; own: boolean } => ({ text, own: lang === undefined });
