import { ArrowRight } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, tryWhatIf, type WhatIf, type WhatIfChange, type WhatIfSettings } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Told } from '../../i18n/told.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Switch } from '../../ui/form/switch.tsx';
import { VirtualRows } from '../../ui/lists/virtual-rows.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Truncate } from '../../ui/truncate.tsx';

const formatNames = ['flac', 'mp3', 'm4a', 'ogg', 'opus', 'wav'] as const;
/** Wishes that are judged in one request. */
const atOnce = 200;

/** What has been found so far; `next` is where to go on, `null` at the end. */
interface Progress {
  readonly wishes: number;
  readonly changes: readonly WhatIfChange[];
  readonly pinned: number;
}

const nothing: Progress = { wishes: 0, changes: [], pinned: 0 };

function Outcome({ side }: { side: WhatIfChange['before'] }) {
  const { t } = useTranslation();
  const tones = { fetch: 'sea', review: 'amber', nothing: 'coral' } as const;
  const outcome = side.outcome as keyof typeof tones;
  return (
    <div className="min-w-0">
      <Badge tone={tones[outcome]}>{t(`matchingPage.whatIf.outcome.${outcome}`)}</Badge>
      {side.path !== null && (
        <Truncate className="mt-1 text-small text-ink-soft">{side.path.split(/[\\/]/).at(-1)}</Truncate>
      )}
      {side.because !== null && (
        <Told as="p" className="mt-0.5 text-small text-ink-faint" said={side.reason ?? side.because} />
      )}
    </div>
  );
}

function Change({ change }: { change: WhatIfChange }) {
  return (
    <div className="border-b border-line py-3">
      <Truncate className="mb-2 font-semibold">
        {change.title}
        <span className="font-normal text-ink-soft"> · {change.artists.join(', ')}</span>
      </Truncate>
      <div className="grid grid-cols-[minmax(0,1fr)_1rem_minmax(0,1fr)] items-start gap-3">
        <Outcome side={change.before} />
        <ArrowRight className="size-4 text-ink-faint rtl:rotate-180" aria-hidden="true" />
        <Outcome side={change.after} />
      </div>
    </div>
  );
}

/** Judges every wish again under other settings, a slice at a time. Leaving the page stops it. */
function useWhatIf() {
  const [state, setState] = useState<'new' | 'running' | 'done'>('new');
  const [progress, setProgress] = useState(nothing);
  const [problem, setProblem] = useState<unknown>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const run = async (settings: WhatIfSettings): Promise<void> => {
    abort.current?.abort();
    const { signal } = (abort.current = new AbortController());
    setState('running');
    setProgress(nothing);
    setProblem(null);
    try {
      let after: number | null = 0;
      while (after !== null) {
        const answer: WhatIf = await tryWhatIf(settings, after, atOnce, signal);
        setProgress((so) => ({
          wishes: so.wishes + answer.wishes,
          changes: [...so.changes, ...answer.changes],
          pinned: so.pinned + answer.pinned,
        }));
        after = answer.next_after_wish_id;
      }
      setState('done');
    } catch (error) {
      if (signal.aborted) return;
      setProblem(error);
      setState('done');
    }
  };
  const stop = (): void => {
    abort.current?.abort();
    setState('done');
  };
  return { state, progress, problem, run, stop };
}

/** What other rules would have chosen. Nothing is changed by it. */
export function WhatIfTab() {
  const { t } = useTranslation();
  const formats = useFormats();
  const [preferred, setPreferred] = useState<readonly string[]>([]);
  const [only, setOnly] = useState(false);
  const [edition, setEdition] = useState(true);
  const [bitrate, setBitrate] = useState('');
  const [depth, setDepth] = useState('');
  const { state, progress, problem, run, stop } = useWhatIf();
  const settings: WhatIfSettings = {
    ...(preferred.length === 0 ? {} : { preferred_formats: [...preferred], only_preferred_formats: only }),
    ...(bitrate === '' ? {} : { min_bitrate_kbps: Number(bitrate) }),
    ...(depth === '' ? {} : { min_bit_depth: Number(depth) }),
    edition_aware: edition,
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void run(settings);
  };
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
      <Panel title={t('matchingPage.whatIf.rules')}>
        <form onSubmit={submit} className="space-y-5">
          <fieldset>
            <legend className="mb-1.5 text-small font-medium">{t('matchingPage.whatIf.formats')}</legend>
            <div className="flex flex-wrap gap-1.5">
              {formatNames.map((name) => {
                const pressed = preferred.includes(name);
                return (
                  <Chip
                    key={name}
                    pressed={pressed}
                    onPress={() =>
                      setPreferred(pressed ? preferred.filter((each) => each !== name) : [...preferred, name])
                    }
                  >
                    {name.toUpperCase()}
                  </Chip>
                );
              })}
            </div>
          </fieldset>
          <Switch
            label={t('matchingPage.whatIf.only')}
            checked={only}
            disabled={preferred.length === 0}
            onChange={setOnly}
          />
          <div className="grid grid-cols-2 gap-3">
            <Field
              label={t('matchingPage.whatIf.bitrate')}
              type="number"
              min={0}
              max={2000}
              value={bitrate}
              onChange={(event) => setBitrate(event.target.value)}
            />
            <Field
              label={t('matchingPage.whatIf.depth')}
              type="number"
              min={0}
              max={32}
              value={depth}
              onChange={(event) => setDepth(event.target.value)}
            />
          </div>
          <Switch
            label={t('matchingPage.whatIf.edition')}
            hint={t('matchingPage.whatIf.editionHint')}
            checked={edition}
            onChange={setEdition}
          />
          {state === 'running' ? (
            <Button onClick={stop}>{t('matchingPage.whatIf.stop')}</Button>
          ) : (
            <Button kind="primary" type="submit">
              {t('matchingPage.whatIf.run')}
            </Button>
          )}
        </form>
      </Panel>
      <div className="min-w-0">
        {problem !== null && <ProblemNote problem={asProblem(problem)} onRetry={() => void run(settings)} />}
        {state === 'new' ? (
          <p className="max-w-prose text-ink-soft">{t('matchingPage.whatIf.text')}</p>
        ) : (
          <>
            <output className="nums mb-3 block font-medium">
              {t('matchingPage.whatIf.found', {
                count: progress.changes.length,
                wishes: formats.number(progress.wishes),
              })}
              {state === 'running' && <span className="text-ink-soft"> {t('matchingPage.whatIf.running')}</span>}
            </output>
            {progress.pinned > 0 && (
              <p className="mb-3 text-small text-ink-soft">
                {t('matchingPage.whatIf.pinned', { count: progress.pinned })}
              </p>
            )}
            {progress.changes.length > 0 && (
              <VirtualRows
                rows={progress.changes}
                label={t('matchingPage.whatIf.changes')}
                height={105}
                keyOf={(change) => change.wish_id}
              >
                {(change) => <Change change={change} />}
              </VirtualRows>
            )}
          </>
        )}
      </div>
    </div>
  );
}
